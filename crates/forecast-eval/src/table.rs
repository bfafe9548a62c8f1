//! The report, as Markdown tables.

use std::fmt::Write;

use crate::history::{History, Past, SHARES, Sort};
use crate::replay::{self, Both, Ends, Moments, SPRINTS, WEEKS};
use crate::score::Score;

pub(crate) fn report(histories: &[History]) -> String {
    let sorts = [Sort::WeeklyPoints, Sort::WeeklyItems, Sort::SprintPoints];
    let mut text = String::new();
    for sort in sorts {
        let of_sort = histories.iter().filter(|history| history.sort == sort);
        let moments = if sort == Sort::SprintPoints {
            SPRINTS
        } else {
            WEEKS
        };
        text += &periods(title(sort), of_sort, moments);
    }
    text + &ends(histories)
}

fn title(sort: Sort) -> &'static str {
    match sort {
        Sort::WeeklyPoints => "Points of the next weeks",
        Sort::WeeklyItems => "Items of the next weeks",
        Sort::SprintPoints => "Points of the next sprints",
        Sort::SprintEnd => "The end of a running sprint",
    }
}

const COLUMNS: &str = "\
| forecasts | 50 % | 80 % | 90 % | off | width | usual 50 % | 80 % | 90 % | off | width |";
const RULE: &str = "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

fn periods<'a>(
    title: &str,
    histories: impl Iterator<Item = &'a History>,
    moments: Moments,
) -> String {
    let mut sums = vec![Both::default(); moments.ahead.len()];
    let mut rows = String::new();
    for history in histories {
        let Past::Periods { finished, days } = &history.past else {
            continue;
        };
        let scores = replay::periods(finished, *days, moments);
        for ((sum, both), ahead) in sums.iter_mut().zip(&scores).zip(moments.ahead) {
            sum.ours.add(&both.ours);
            sum.usual.add(&both.usual);
            rows += &row(&history.name, *ahead, both);
        }
    }
    if rows.is_empty() {
        return String::new();
    }
    for (sum, ahead) in sums.iter().zip(moments.ahead) {
        rows += &row("**all**", *ahead, sum);
    }
    format!("## {title}\n\n| history | ahead {COLUMNS}\n|---|---:{RULE}\n{rows}\n")
}

fn row(name: &str, ahead: usize, both: &Both) -> String {
    if both.ours.forecasts == 0 {
        return String::new();
    }
    format!(
        "| {name} | {ahead} | {} | {} | {} |\n",
        both.ours.forecasts,
        cells(&both.ours),
        cells(&both.usual)
    )
}

fn cells(score: &Score) -> String {
    let [half, most, nearly] = score.coverage().map(|share| share * 100.0);
    let (off, wide) = (score.off(), score.wide());
    format!("{half:.0} | {most:.0} | {nearly:.0} | {off:.2} | {wide:.2}")
}

fn ends(histories: &[History]) -> String {
    let mut all = [Ends::default(); SHARES.len()];
    let mut rows = String::new();
    for history in histories {
        let Past::Snapshots(sprints) = &history.past else {
            continue;
        };
        let found = replay::ends(sprints);
        for (share, ends) in found.iter().enumerate() {
            all[share].score.add(&ends.score);
            all[share].chances.add(&ends.chances);
            rows += &end_row(&history.name, SHARES[share], &ends.score);
        }
    }
    if rows.is_empty() {
        return String::new();
    }
    for (ends, share) in all.iter().zip(SHARES) {
        rows += &end_row("**all**", share, &ends.score);
    }
    let columns = "| forecasts | 50 % | 80 % | 90 % | off | width |";
    let title = title(Sort::SprintEnd);
    let mut text = format!(
        "## {title}\n\n| history | time gone {columns}\n|---|---:|---:|---:|---:|---:|---:|---:|\n{rows}\n"
    );
    text += "## The chance to finish everything\n\n| time gone | forecasts | said | happened |\n|---:|---:|---:|---:|\n";
    for (ends, share) in all.iter().zip(SHARES) {
        for bin in ends.chances.bins() {
            let (said, happened) = bin.means();
            let (said, happened) = (said * 100.0, happened * 100.0);
            let _ = writeln!(
                text,
                "| {share} % | {} | {said:.0} % | {happened:.0} % |",
                bin.count
            );
        }
        let _ = writeln!(
            text,
            "| {share} % | Brier's score | {:.3} | |",
            ends.chances.brier()
        );
    }
    text
}

fn end_row(name: &str, share: u8, score: &Score) -> String {
    if score.forecasts == 0 {
        return String::new();
    }
    let (all, inside) = (score.coverage(), score.inside());
    let level = |at: usize| format!("{:.0} ({:.0})", all[at] * 100.0, inside[at] * 100.0);
    let (half, most, nearly) = (level(0), level(1), level(2));
    let (forecasts, off, wide) = (score.forecasts, score.off(), score.wide());
    format!(
        "| {name} | {share} % | {forecasts} | {half} | {most} | {nearly} | {off:.2} | {wide:.2} |\n"
    )
}
