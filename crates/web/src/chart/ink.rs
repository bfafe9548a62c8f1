//! The colours of a chart.

/// What a chart is drawn with. On a page every colour is `None`: the style sheet has it, light
/// and dark. In a file of its own, which no style sheet reaches, each is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// Behind everything.
    pub paper: Option<&'static str>,
    /// Days that nobody works.
    pub shade: Option<&'static str>,
    /// Hairlines behind the chart.
    pub grid: Option<&'static str>,
    /// Words and figures.
    pub text: Option<&'static str>,
    /// What was hoped for.
    pub ideal: Option<&'static str>,
    /// What really was.
    pub actual: Option<&'static str>,
    /// Where the scope changed.
    pub scope: Option<&'static str>,
}

impl Ink {
    /// Colours by class.
    pub const PAGE: Ink = Ink {
        paper: None,
        shade: None,
        grid: None,
        text: None,
        ideal: None,
        actual: None,
        scope: None,
    };

    /// Colours written out, for white paper.
    pub const FILE: Ink = Ink {
        paper: Some("#ffffff"),
        shade: Some("#f3f6f5"),
        grid: Some("#e3e9e7"),
        text: Some("#4a5f5b"),
        ideal: Some("#71837f"),
        actual: Some("#c22f35"),
        scope: Some("#a94f09"),
    };

    /// Whether this is for a file of its own.
    pub fn is_file(&self) -> bool {
        self.paper.is_some()
    }
}
