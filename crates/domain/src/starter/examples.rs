//! The words of the examples. What stands first in each is the thinnest thing that works from end to
//! end; what can wait stands at the bottom.

use super::{Outline, epic};
use crate::item::Kind::{self, Story, Task};
use crate::item::create::NewItem;

/// An example: its epics, and its items in their order.
pub(super) struct Example {
    /// Title and description of each.
    epics: &'static [(&'static str, &'static str)],
    items: &'static [Line],
}

/// An item: the index of its epic, kind, title, description, acceptance criteria.
type Line = (
    usize,
    Kind,
    &'static str,
    &'static str,
    &'static [&'static str],
);

pub(super) fn outline(example: &Example) -> Outline {
    let epics = example.epics.iter();
    let items = example
        .items
        .iter()
        .map(|(index, kind, title, text, criteria)| {
            let item = NewItem {
                kind: *kind,
                description: (*text).to_owned(),
                criteria: criteria.iter().map(ToString::to_string).collect(),
                ..NewItem::titled(*title)
            };
            (Some(*index), item)
        });
    Outline {
        epics: epics.map(|(title, text)| epic(title, text)).collect(),
        items: items.collect(),
    }
}

#[rustfmt::skip]
pub(super) static WEB_APPLICATION: Example = Example {
    epics: &[
        ("Signing in", "People have an account and get at what is theirs, and nobody else does."),
        ("The first real task", "The one thing this application is for, from the first page to the result."),
        ("Finding things again", "What people made they find, change and take with them."),
        ("Running it", "The team knows how it does, and gets it back when it breaks."),
        ("For everybody", "It can be used without a mouse, on a phone, and in other languages."),
    ],
    items: &[
        (3, Task, "Put an empty page where people will use it", "The way from a change to the running application, before there is much to change.",
            &["A change that is accepted is running within the hour", "Going back to the one before takes one step"]),
        (1, Story, "See what it is for on the first page", "As a visitor I want to see what this does for me, so that I know whether to go on.",
            &["One sentence says what it is for", "One button leads on"]),
        (0, Story, "Make an account", "As a visitor I want to make an account, so that what I do is kept.",
            &["An address that is used already gets the same answer as a new one", "A password that is known from leaks is refused with the reason"]),
        (0, Story, "Sign in and out", "As a member I want to sign in and out, so that nobody else gets at what is mine.",
            &["A wrong password does not tell whether the address exists", "After signing out the back button shows nothing of mine"]),
        (1, Story, "Do the first task from beginning to end", "As a member I want to get my first result, so that I know it works for me. Replace this by what your application is for, and split it.",
            &["Given a new account, when I follow the page, then I have a result within five minutes"]),
        (1, Story, "Be told what is wrong with what I typed", "As a member I want to hear what is wrong beside the field, so that I can mend it.",
            &["Nothing that was typed is lost", "The sentence says what to do"]),
        (0, Story, "Set a new password when I forgot mine", "As a member I want to get in again by e-mail, so that a forgotten password costs me a minute.",
            &["The link works once, and for an hour", "All other sessions end"]),
        (3, Task, "Back up the data and restore it once", "A backup that nobody has restored is a hope.",
            &["A restored copy runs and shows yesterday's data", "How it is done is written down"]),
        (2, Story, "See a list of what I made", "As a member I want one list of what is mine, so that I find it again.",
            &["The newest stands first", "A thousand rows scroll as well as ten"]),
        (2, Story, "Change and remove what I made", "As a member I want to change my mind, so that a mistake stays small.",
            &["Removing can be undone"]),
        (3, Task, "Hear of errors before people tell us", "What fails reaches the team with enough to find the cause, and without anybody's personal data.",
            &["An error that is new is told within five minutes", "It names the version and no person"]),
        (4, Story, "Use it with the keyboard alone", "As somebody without a mouse I want to reach everything, so that I can work here too.",
            &["Everything can be reached and its focus is seen", "A checker of accessibility finds nothing serious"]),
        (4, Story, "Use it on a phone", "As a member I want to use it on the way, so that I need not wait for a desk.",
            &["Nothing scrolls sideways at 390 pixels"]),
        (2, Story, "Search", "As a member I want to find a thing by a word in it, so that I need not remember where it is.",
            &["What was made a minute ago is found", "No hit says so and what to try"]),
        (0, Story, "Change my name and address", "As a member I want to correct what is known about me, so that it stays true.",
            &["A new address is confirmed before it counts"]),
        (2, Story, "Take my data with me", "As a member I want all that is mine in a file, so that I am not tied to this place.",
            &["The file can be read without this application"]),
        (0, Story, "Delete my account", "As a member I want to leave, so that nothing of mine stays behind.",
            &["What is deleted and what must be kept is said before", "Nothing that is left names me"]),
        (4, Story, "Read it in another language", "As somebody who reads another language I want my own, so that I need not guess.",
            &["Dates and numbers are written as they are there", "A text that is not translated yet shows in English"]),
    ],
};

#[rustfmt::skip]
pub(super) static MOBILE_APP: Example = Example {
    epics: &[
        ("The first minute", "Somebody installs it and sees within a minute what it does for them."),
        ("The one thing it is for", "What people open it for, many times a day."),
        ("Without a network", "Trains, cellars and other countries."),
        ("Being told", "It calls people when it matters, and else is silent."),
        ("In the stores", "It gets to people, and newer versions do."),
    ],
    items: &[
        (4, Task, "Bring an empty app to test phones", "The way to a phone, before there is much to bring there.",
            &["Everybody of the team has it on a phone", "A new version is there within the hour"]),
        (1, Story, "Open it and do the one thing", "As a user I want to do what I came for with one thumb, so that it is quicker than without the app. Replace this by what your app is for, and split it.",
            &["From a tap on the icon to the result takes no more than three taps"]),
        (0, Story, "Look around without an account", "As somebody new I want to see what it does first, so that I know whether to sign up.",
            &["Nothing is asked before the first screen that is useful"]),
        (0, Story, "Make an account and stay signed in", "As a user I want to sign in once, so that it opens at once.",
            &["The system's own passwords are offered", "After a restart I am still signed in"]),
        (2, Story, "See the last state without a network", "As a user I want to read what I saw last, so that a tunnel does not stop me.",
            &["It says how old it is", "No screen stays empty"]),
        (1, Story, "Take back a slip", "As a user I want to undo the last step, so that a slip of the thumb costs nothing.",
            &["Undo is offered for at least five seconds"]),
        (2, Story, "Write without a network", "As a user I want what I do to be sent later, so that I need not remember it.",
            &["What waits is marked", "Nothing is sent twice", "What another changed meanwhile is shown, not overwritten"]),
        (4, Task, "Hear of crashes", "A crash reaches the team with the version and the place in the code, and without personal data.",
            &["A crash of the test version is told within five minutes"]),
        (1, Story, "Use it with a screen reader and large text", "As somebody who does not see well I want to hear or enlarge it, so that I can use it too.",
            &["Each control says what it does", "At twice the text size nothing is cut off"]),
        (1, Story, "Use it in the dark", "As a user I want dark colours when my phone has them, so that it does not blind me at night.",
            &["It follows the system's setting"]),
        (4, Task, "Say what it keeps about people, and why", "Both stores ask for it, and people have a right to it.",
            &["What is said is what the app does"]),
        (4, Story, "Find it in the store", "As somebody new I want to see in the store what it does, so that I install it.",
            &["Title, text and pictures show the one thing it is for"]),
        (3, Story, "Be told when something waits for me", "As a user I want to hear of what needs me, so that I need not look.",
            &["It asks for leave when it first makes sense", "A tap opens what it is about"]),
        (3, Story, "Choose what I am told", "As a user I want to turn off what I do not need, so that I hear the rest.",
            &["Each sort can be turned off by itself", "Nothing comes at night unless I want it"]),
        (2, Story, "Use the same on two phones", "As a user I want to go on where I was, so that it does not matter which one I hold.",
            &["A change is seen on the other one within a minute"]),
        (0, Story, "Delete my account", "As a user I want to leave, so that nothing of mine stays behind.",
            &["It can be found in the app, as the stores ask", "Nothing that is left names me"]),
        (4, Story, "Be asked to update only when I must", "As a user I want old versions to go on working, so that I update when I like.",
            &["A version that no longer works says so and leads to the store"]),
    ],
};

#[rustfmt::skip]
pub(super) static INTERNAL_TOOL: Example = Example {
    epics: &[
        ("Replacing the spreadsheet", "What is done by hand today, done here, with nothing lost on the way."),
        ("Who may what", "People use the accounts they have, and see what is theirs to see."),
        ("Fitting in", "It talks with the systems that are there."),
        ("Numbers for those who decide", "What it knows, in the form in which it is asked for."),
        ("Looking after it", "It can be run by people who did not build it."),
    ],
    items: &[
        (0, Task, "Watch three people do it today", "Half a day beside those who will use it. What they do is rarely what is written down.",
            &["The steps are written down with how long each takes", "Everyone who was watched has read it"]),
        (4, Task, "Run an empty page inside the network", "The way from a change to where people will use it, agreed on with those who run the machines.",
            &["A change that is accepted is running within the hour"]),
        (1, Story, "Sign in with the company's account", "As an employee I want to use the account I have, so that I need no other password.",
            &["Who leaves the company gets in no longer"]),
        (0, Story, "Bring over what the spreadsheet holds", "As the one who kept the sheet I want all rows to come over, so that nobody needs both.",
            &["What does not fit is listed with its row", "Coming over twice makes nothing twice"]),
        (0, Story, "See what waits for me", "As a clerk I want one list of what is mine to do, so that I need not ask.",
            &["What waits longest stands first"]),
        (0, Story, "Handle one case from beginning to end", "As a clerk I want to finish a case without leaving the page, so that it takes half the time. Replace this by what your tool is for, and split it.",
            &["It takes no more steps than the sheet did"]),
        (1, Story, "See only what is mine to see", "As the one who answers for the data I want each role to see its own, so that we keep our word.",
            &["An address that is guessed is refused", "Who may what stands on one page"]),
        (0, Story, "Hand a case over", "As a clerk I want to pass a case on with a note, so that nothing lies while I am away.",
            &["The other one is told", "The case says who had it when"]),
        (4, Task, "Back up the data and restore it once", "A backup that nobody has restored is a hope.",
            &["A restored copy runs", "How it is done is written down"]),
        (2, Story, "Take customers' data from where it is kept", "As a clerk I want names and addresses filled in, so that I do not type them again.",
            &["When the other system is down, work goes on and the page says so"]),
        (0, Story, "Read what happened to a case", "As a clerk I want to see who changed what, so that I can answer a question on the telephone.",
            &["Every change says who and when"]),
        (3, Story, "See how many cases wait, and how long", "As the head of the team I want to see where work piles up, so that I can move people.",
            &["The numbers are those of today", "Each opens the cases behind it"]),
        (2, Story, "Tell the next system that a case is done", "As the department after us I want to hear when it is our turn, so that nobody copies lists.",
            &["What could not be told is tried again and shown"]),
        (3, Story, "Take a list into a spreadsheet", "As somebody who decides I want the rows as a file, so that I can reckon with them myself.",
            &["Dates and sums are dates and sums there"]),
        (1, Task, "Agree on how long data is kept", "With whoever looks after data protection, before there is much of it.",
            &["What is past its time is deleted by itself"]),
        (4, Story, "Learn it on the first morning", "As a new colleague I want to be able to use it alone, so that nobody has to sit beside me.",
            &["Each empty page says what belongs there"]),
        (4, Task, "Write down how it is run", "For whoever is called at night.",
            &["Somebody who did not build it has restarted it by the text alone"]),
    ],
};
