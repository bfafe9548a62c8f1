//! How far the next sprints reach, as lines between the rows of the product backlog (G3).
//! Not here: how far that is (`domain::report::reach`).

use domain::report::reach::Reach;

use super::day;
use crate::ui::Line;
use crate::visit::Visit;

/// The lines of a product backlog that is shown as a whole.
#[derive(Default)]
pub(crate) struct Lines(Vec<(u32, Line)>);

impl Lines {
    /// Those of the product as it is now.
    pub(crate) fn of(visit: &Visit) -> Lines {
        lines(&visit.product.reach(visit.now))
    }

    /// What is drawn below this rank.
    pub(crate) fn below(&self, rank: u32) -> Option<&Line> {
        let found = self.0.iter().find(|(at, _)| *at == rank);
        found.map(|(_, line)| line)
    }
}

/// For each sprint a line as likely as not, and for the nearest also the almost certain one: what lies
/// further is no promise yet.
fn lines(reached: &[Reach]) -> Lines {
    let mut lines = Vec::new();
    if let Some(first) = reached.first().filter(|first| first.sure > 0) {
        lines.push((first.sure, line(first, true)));
    }
    for reach in reached {
        if lines.iter().all(|(at, _)| *at != reach.even) {
            lines.push((reach.even, line(reach, false)));
        }
    }
    Lines(lines)
}

fn line(reach: &Reach, sure: bool) -> Line {
    let (date, chance) = match sure {
        true => (day(reach.date), "with 85 % certainty"),
        false => (day(reach.date), "as likely as not"),
    };
    let other = match reach.sure {
        _ if sure => format!("As likely as not, down to rank {}.", reach.even),
        0 => "Nothing with 85 % certainty.".to_owned(),
        rank => format!("With 85 % certainty, down to rank {rank}."),
    };
    Line {
        words: format!("Done by {date} {chance}"),
        more: format!("At the pace of the team’s closed sprints, in this order. {other}"),
        sure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_nearest_sprint_has_two_lines_and_those_after_it_one() {
        let at = |date, even, sure| Reach { date, even, sure };
        let (may, june) = (date(2027, 5, 7), date(2027, 6, 4));
        let drawn = lines(&[at(may, 6, 4), at(june, 12, 9)]);
        let words = |rank| drawn.below(rank).map(|line| &*line.words);
        assert_eq!(words(4), Some("Done by 7 May 2027 with 85 % certainty"));
        assert_eq!(words(6), Some("Done by 7 May 2027 as likely as not"));
        assert_eq!(words(9), None);
        assert_eq!(words(12), Some("Done by 4 Jun 2027 as likely as not"));

        let drawn = lines(&[at(may, 4, 4), at(june, 12, 4)]);
        assert_eq!(drawn.0.len(), 2, "one line where both say the same");
        assert!(drawn.below(4).is_some_and(|line| line.sure));
        assert_eq!(lines(&[at(may, 1, 0)]).0.len(), 1, "nothing is certain yet");
        assert!(lines(&[]).0.is_empty());
    }
}
