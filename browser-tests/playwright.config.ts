// Journeys in Debian's Chromium against the real binary; `cargo xtask test --only browser` builds
// that and runs these. Each worker starts one server with a folder of its own.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  workers: 2,
  // Limits for what hangs, not for what is slow: the machine may be busy.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // A journey that fails is tried once more, and `cargo xtask test` says how many needed that: each
  // such is a defect to look into (its trace is kept), not one that may be forgotten.
  retries: 1,
  forbidOnly: process.env["CI"] !== undefined,
  reporter: "list",
  use: {
    trace: "retain-on-failure",
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
    },
  },
});
