//! What a word looks like, gathered while its characters are read.

use super::Shape;

/// The case and kind of the characters seen so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    upper: bool,
    lower: bool,
    digit: bool,
    starts_upper: bool,
    starts_digit: bool,
    /// Whether anything was seen.
    started: bool,
    /// Within the current piece (between hyphens, apostrophes and stops).
    piece_letters: u32,
    piece_lower: bool,
    piece_inner_upper: bool,
    piece_starts_upper: bool,
    mixed: bool,
    /// Whether every piece before this one was a single letter, and there was one.
    single_letters: bool,
    several_letters: bool,
}

impl Look {
    pub(super) fn letter(&mut self, is_upper: bool) {
        if !self.started {
            self.starts_upper = is_upper;
            self.started = true;
        }
        if self.piece_letters == 0 {
            self.piece_starts_upper = is_upper;
        } else if is_upper {
            self.piece_inner_upper = true;
        }
        self.piece_letters += 1;
        if is_upper {
            self.upper = true;
        } else {
            self.lower = true;
            self.piece_lower = true;
        }
    }

    pub(super) fn digit(&mut self) {
        if !self.started {
            self.starts_digit = true;
            self.started = true;
        }
        self.digit = true;
        self.several_letters = true;
    }

    /// A hyphen, apostrophe or full stop inside the word.
    pub(super) fn next_piece(&mut self) {
        self.mixed |= self.piece_lower && self.piece_inner_upper;
        if self.piece_letters == 1 {
            self.single_letters = true;
        } else {
            self.several_letters = true;
        }
        self.piece_letters = 0;
        self.piece_lower = false;
        self.piece_inner_upper = false;
        self.piece_starts_upper = false;
    }

    /// A hyphen: what follows may be an abbreviation of its own ("R-S.C.").
    pub(super) fn next_part(&mut self) {
        self.next_piece();
        self.single_letters = false;
        self.several_letters = self.digit;
    }

    /// A run of ASCII lower-case letters.
    pub(super) fn lower_run(&mut self, count: u32) {
        if count > 0 {
            if !self.started {
                self.started = true;
            }
            self.piece_letters += count;
            self.lower = true;
            self.piece_lower = true;
        }
    }

    /// Letters since the last hyphen, apostrophe or stop.
    pub(super) fn piece_letters(&self) -> u32 {
        self.piece_letters
    }

    /// Whether the current piece begins with a capital.
    pub(super) fn piece_starts_upper(&self) -> bool {
        self.piece_starts_upper
    }

    pub(super) fn has_digit(&self) -> bool {
        self.digit
    }

    pub(super) fn has_letter(&self) -> bool {
        self.upper || self.lower
    }

    pub(super) fn starts_upper(&self) -> bool {
        self.starts_upper
    }

    pub(super) fn is_all_upper(&self) -> bool {
        self.upper && !self.lower
    }

    /// Whether it is single letters with stops between ("U.S", "p.m").
    pub(super) fn is_dotted(&self) -> bool {
        self.single_letters && !self.several_letters && self.piece_letters == 1
    }

    pub(super) fn shape(mut self) -> Shape {
        self.mixed |= self.piece_lower && self.piece_inner_upper;
        match (self.has_letter(), self.digit) {
            (false, true) => Shape::Number,
            (true, true) => Shape::Alphanumeric,
            (false, false) => Shape::Mark,
            _ if self.is_all_upper() => Shape::Upper,
            _ if self.mixed => Shape::Mixed,
            _ if self.starts_upper => Shape::Title,
            _ => Shape::Lower,
        }
    }

    pub(super) fn starts_digit(&self) -> bool {
        self.starts_digit
    }
}
