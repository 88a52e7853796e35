//! A person's name → given names and family name, so that two of them can be compared.

use super::gazetteer::Gazetteer;
use super::spelling::{self, long_form, skeleton};
use super::words::{WordClass, classes};
use crate::segments::WordKey;

/// A name taken apart. Without a given name it is bare: "Lavrov", "al-Assad", "von der Leyen".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// From the first on, middle names and patronymics included.
    pub(crate) given: Vec<Given>,
    /// The skeleton of the last word.
    pub(crate) family: String,
    /// The last word, folded.
    pub(crate) family_word: String,
    /// The skeleton of the first word, where that is known as a family name that comes first ("Xi").
    pub(crate) front: Option<String>,
}

/// One given name, or its initial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    folded: String,
    /// What it is compared by.
    pub(crate) skeleton: String,
}

impl Given {
    fn new(folded: String) -> Self {
        Self { skeleton: skeleton(&folded), folded }
    }

    /// Whether only the first letter is given.
    pub(crate) fn is_initial(&self) -> bool {
        self.folded.chars().nth(1).is_none()
    }

    /// Its first letter, as skeletons have it.
    pub(crate) fn letter(&self) -> Option<char> {
        self.skeleton.chars().next()
    }

    /// The skeleton of its long form: that of "Michael" for "Mike".
    pub(crate) fn long(&self) -> String {
        long_form(&self.folded).map_or_else(|| self.skeleton.clone(), skeleton)
    }

    /// Whether both may be one given name.
    fn fits(&self, other: &Self) -> bool {
        self.skeleton == other.skeleton
            || ((self.is_initial() || other.is_initial()) && self.letter() == other.letter())
    }
}

impl PersonName {
    /// Takes a name apart; `None` if it has no word.
    pub(crate) fn parse(name: &str, gazetteer: &Gazetteer) -> Option<Self> {
        let mut words = Vec::new();
        for word in spelling::words(name) {
            if word == "'s" {
                continue;
            }
            // "al-Assad", "Jong-un", "H.W." are several words.
            let parts = word.split(['-', '.']).map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
            words.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
        let is_single = !name.trim().contains(char::is_whitespace);
        while words.len() > 2 && classes(WordKey::of_folded(words.last()?)).is(WordClass::Generation) {
            words.pop();
        }
        let family_word = words.pop()?;
        let front = words
            .first()
            .filter(|first| gazetteer.is_family_first(WordKey::of_folded(first)))
            .map(|first| skeleton(first));
        if is_single {
            // "Rees-Mogg" is a surname of two parts.
            words.clear();
        }
        let given = words
            .into_iter()
            .enumerate()
            .filter(|(at, word)| {
                let key = WordKey::of_folded(word);
                // "Ben Hope" begins with a given name, "Ben" of "Zine El Abidine Ben Ali" is none.
                let is_given = *at == 0 && !matches!(word.as_str(), "al" | "el") && gazetteer.first_name(key).is_some();
                is_given || !gazetteer.is_particle(key)
            })
            .map(|(_, word)| Given::new(word))
            .collect();
        Some(Self { given, family: skeleton(&family_word), family_word, front })
    }

    /// Whether it is a surname alone.
    pub(crate) fn is_bare(&self) -> bool {
        self.given.is_empty()
    }

    /// Whether both may name one person: the same family name, given names that do not contradict each other.
    ///
    /// The first given names must fit; of the others, one name may leave out what the other has ("Sergey Lavrov",
    /// "Sergey Viktorovich Lavrov") but have no different one ("George W. Bush", "George H. W. Bush").
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let (short, long) = if self.given.len() <= other.given.len() { (self, other) } else { (other, self) };
        match (short.given.split_first(), long.given.split_first()) {
            (Some((one, short_rest)), Some((two, long_rest))) => {
                one.fits(two)
                    && is_within(short_rest, long_rest)
                    && short.has_called_name_of(long)
                    && long.has_called_name_of(short)
            }
            _ => false,
        }
    }

    /// "C. Rick Martin" is called Rick: only a name with that one may be his, or one of initials.
    fn has_called_name_of(&self, other: &Self) -> bool {
        let called = other.given.iter().find(|given| !given.is_initial());
        let abbreviates = other.given.first().is_some_and(Given::is_initial);
        match called {
            Some(called) if abbreviates && self.full_given() > 0 => {
                self.given.iter().any(|given| given.skeleton == called.skeleton)
            }
            _ => true,
        }
    }

    /// As [`Self::fits`], where the shorter name may begin with a later given name ("Tayyip Erdogan").
    pub(crate) fn fits_loosely(&self, other: &Self) -> bool {
        let (short, long) = if self.given.len() <= other.given.len() { (self, other) } else { (other, self) };
        !short.given.is_empty() && is_within(&short.given, &long.given)
    }

    /// As [`Self::fits`] with short forms made long: "Mike Pence" and "Michael Pence".
    pub(crate) fn fits_by_long_form(&self, other: &Self) -> bool {
        match (self.given.first(), other.given.first()) {
            (Some(one), Some(two)) => one.long() == two.long() && (self.given.len() == 1 || other.given.len() == 1),
            _ => false,
        }
    }

    /// Whether the given names are the same.
    pub(crate) fn has_same_given(&self, other: &Self) -> bool {
        self.given.len() == other.given.len()
            && self.given.iter().zip(&other.given).all(|(one, two)| one.skeleton == two.skeleton)
    }

    /// How many given names are there in full.
    pub(crate) fn full_given(&self) -> usize {
        self.given.iter().filter(|given| !given.is_initial()).count()
    }
}

/// Whether the names of `short` come in `long`, in order; initials from the start on.
fn is_within(short: &[Given], long: &[Given]) -> bool {
    if short.iter().all(Given::is_initial) {
        return short.iter().zip(long).all(|(one, other)| one.fits(other));
    }
    let mut rest = long.iter();
    short.iter().all(|one| rest.any(|other| one.fits(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_or_contradict() {
        let gazetteer = Gazetteer::default();
        let parse = |name: &str| PersonName::parse(name, &gazetteer).unwrap();
        for (one, other, fit) in [
            ("Sergey Lavrov", "Sergei Lavrov", true),
            ("Sergey Viktorovich Lavrov", "Sergey Lavrov", true),
            ("Bashar al-Assad", "Bashar Al Assad", true),
            ("Kim Jong-un", "Kim Jong Un", true),
            ("J. D. Vance", "James Vance", true),
            ("George W. Bush", "George H.W. Bush", false),
            ("Joe Biden", "Hunter Biden", false),
            ("C. Rick Martin", "Carmel Martin", false),
            ("J. Edgar Hoover", "John Edgar Hoover", true),
            ("Sergei Lavrov", "Andrei Lavrov", false),
        ] {
            let (one_name, other_name) = (parse(one), parse(other));
            assert_eq!(one_name.family == other_name.family && one_name.fits(&other_name), fit, "{one}, {other}");
        }
        for (name, bare) in [("Lavrov", true), ("Al Assad", true), ("von der Leyen", true), ("Ben Hope", false)] {
            assert_eq!(parse(name).is_bare(), bare, "{name}");
        }
    }

    #[test]
    fn a_name_may_be_a_part_of_anothers_or_its_short_form() {
        let gazetteer = Gazetteer::default();
        let parse = |name: &str| PersonName::parse(name, &gazetteer).unwrap();
        for (one, other, loosely, by_long_form, same) in [
            ("Sergey Lavrov", "Sergei Lavrov", true, true, true),
            ("Tayyip Erdogan", "Recep Tayyip Erdogan", true, false, false),
            ("R. Erdogan", "Recep Tayyip Erdogan", true, false, false),
            ("T. Erdogan", "Recep Tayyip Erdogan", false, false, false),
            ("Lavrov", "Sergey Lavrov", false, false, false),
            ("Sergey Lavrov", "Andrei Lavrov", false, false, false),
            ("Sergey Viktorovich Lavrov", "Sergey Lavrov", true, true, false),
            ("Mike Pence", "Michael Pence", false, true, false),
            ("Mike Pence", "Michael Richard Pence", false, true, false),
            ("Mike Karl Pence", "Michael Richard Pence", false, false, false),
        ] {
            let (one_name, other_name) = (parse(one), parse(other));
            assert_eq!(one_name.fits_loosely(&other_name), loosely, "{one} as a part of {other}");
            assert_eq!(one_name.fits_by_long_form(&other_name), by_long_form, "{one} in full: {other}");
            assert_eq!(one_name.has_same_given(&other_name), same, "{one}, {other}");
        }
        assert_eq!(parse("Robert F. Kennedy Jr.").family_word, "kennedy");
        assert_eq!(parse("Robert F. Kennedy").full_given(), 1);
    }
}
