// Files on an item: chosen, dropped, pasted; seen by others at once; removed and brought back.
import { deflateSync } from "node:zlib";
import { accessible, expect, fits, test } from "../support/millpond";

/** A picture of one colour. */
function png(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 90)])));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

const PICTURE = { name: "login.png", mimeType: "image/png", buffer: png(640, 400) };
const PAGE = { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<!DOCTYPE html><script>document.title='ran'</script>") };

test("a file is attached, seen by others, removed and brought back", async ({ page, second, product }) => {
  const pay = await product(["Pay by card"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  const files = page.locator(".files");
  await expect(files).toContainText("25 MB at most");
  const other = await second();
  await other.goto(pay.address(`/items/${pay.item(1)}`));
  await files.getByLabel("Attach files").setInputFiles([PICTURE, PAGE]);
  await expect(files.locator("li")).toHaveCount(2);
  await expect(page.locator(".uploading")).toHaveCount(0);
  const thumb = files.getByRole("link", { name: "Open login.png in a new tab" });
  await expect(thumb).toBeVisible();
  const drawn = await thumb.locator("img").evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return image.naturalWidth;
  });
  expect(drawn).toBe(640);
  await expect(other.locator(".files li")).toHaveCount(2);
  const large = page.waitForEvent("popup");
  await thumb.click();
  const opened = await large;
  await expect(opened.locator("img")).toBeVisible();
  await opened.close();
  const download = page.waitForEvent("download");
  await files.getByRole("link", { name: "page.html" }).click();
  expect((await download).suggestedFilename()).toBe("page.html");
  await accessible(page);
  await files.getByRole("button", { name: "Remove login.png" }).click();
  await expect(files.locator("li")).toHaveCount(1);
  await expect(other.locator(".files li")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(files.locator("li")).toHaveCount(2);
  await expect(page.getByText("attached “login.png” again")).toBeVisible();
});

test("a page that was uploaded is never shown, even by its address", async ({ page, product }) => {
  const pay = await product(["Pay by card"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await page.locator(".files").getByLabel("Attach files").setInputFiles(PAGE);
  await expect(page.locator(".files li")).toHaveCount(1);
  const address = pay.address(`/items/${pay.item(1)}/attachments/1`);
  const download = page.waitForEvent("download");
  await page.goto(address).catch(() => undefined);
  await download;
  expect(await page.title()).not.toBe("ran");
});

test("files are dropped onto the item, and pictures pasted", async ({ page, product }) => {
  const pay = await product(["Pay by card"]);
  await page.goto(pay.address("/backlog"));
  await page.locator(".row").first().click();
  const panel = page.locator("#panel");
  await expect(panel.locator(".files")).toBeVisible();
  const give = async (kind: "drop" | "paste", name: string): Promise<void> => {
    await page.evaluate(
      ([event, called, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(bytes ?? ""), (c) => c.charCodeAt(0))], called ?? "", { type: "image/png" }));
        const target = document.querySelector("#panel article.item h3");
        const made = event === "drop" ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }) : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        target?.dispatchEvent(made);
      },
      [kind, name, PICTURE.buffer.toString("base64")] as const,
    );
  };
  await give("drop", "dropped.png");
  await expect(panel.locator(".files li")).toHaveCount(1);
  await give("paste", "pasted.png");
  await expect(panel.locator(".files li")).toHaveCount(2);
  await expect(panel.locator(".files")).toContainText("pasted.png");
});

test("O F chooses a file, and one that is too large is not sent", async ({ page, product }) => {
  const pay = await product(["Pay by card"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await page.locator("main").focus();
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("o");
  await page.keyboard.press("f");
  await (await chooser).setFiles({ name: "film.mov", mimeType: "video/quicktime", buffer: Buffer.alloc(25_000_001) });
  await expect(page.locator(".files .error")).toContainText("film.mov is larger than 25.0 MB");
  await expect(page.locator(".files li")).toHaveCount(0);
});

test("files fit a phone and the dark", async ({ page, second, product }) => {
  const pay = await product(["Pay by card"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  const long = { ...PICTURE, name: `${"a-very-long-name-".repeat(10)}.png` };
  await page.locator(".files").getByLabel("Attach files").setInputFiles([PICTURE, PAGE, long]);
  await expect(page.locator(".files li")).toHaveCount(3);
  const phone = await second({ viewport: { width: 390, height: 800 }, colorScheme: "dark" });
  await phone.goto(pay.address(`/items/${pay.item(1)}`));
  await expect(phone.locator(".files li")).toHaveCount(3);
  await fits(phone);
  await accessible(phone);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("the form attaches by itself", async ({ page, product }) => {
    const pay = await product(["Pay by card"]);
    await page.goto(pay.address(`/items/${pay.item(1)}`));
    await page.getByLabel("Attach files").setInputFiles([PICTURE, PAGE]);
    await page.getByRole("button", { name: "Attach", exact: true }).click();
    await expect(page.locator(".files li")).toHaveCount(2);
    expect(page.url()).toContain(`/items/${pay.item(1)}`);
  });
});
