//! Names of people: how far they go, nicknames, titles.

use crate::actors::cases::{check, told};

#[test]
fn an_unknown_name_goes_on_as_far_as_one_persons_does() {
    check(&[
        ("Israel Katz came. Israel Prime Minister Oram Veld came.", "Israel Katz=Israel Katz; Oram Veld=Oram Veld"),
        ("Lawrence Hurley wrote it.", "Lawrence Hurley=Lawrence Hurley"),
        (
            "Jordan Veld and Georgia Tarek came to Jordan and Georgia.",
            "Jordan Veld=Jordan Veld; Georgia Tarek=Georgia Tarek; Jordan=-; Georgia=-",
        ),
        ("President Veld Tarek Lund Orsk came.", "Veld Tarek Lund Orsk=Veld Tarek Lund Orsk"),
        ("Nadia de Tarek left.", "Nadia de Tarek=Nadia de Tarek"),
        ("Mohammed bin Salman Al Saud came.", "Mohammed bin Salman Al Saud=Mohammed bin Salman"),
        ("Putin Veld came.", "Putin Veld=Putin Veld"),
        ("Nadia Tarek Foreign Minister Akar came.", "Nadia Tarek=Nadia Tarek; Akar=Hulusi Akar"),
        (
            "Nadia El-Veld and Omar ibn Tarek al-Veld spoke.",
            "Nadia El-Veld=Nadia El-Veld; Omar ibn Tarek al-Veld=Omar ibn Tarek al-Veld",
        ),
        ("Rick Monday came. Tom Friday left.", "Rick Monday=Rick Monday; Tom Friday=Tom Friday"),
        (
            "Sheikh Omar bin Tarek bin Veld Al Lund came.",
            "Omar bin Tarek bin Veld Al Lund=Omar bin Tarek bin Veld Al Lund",
        ),
    ]);
}

#[test]
fn a_nickname_stands_between_first_name_and_surname() {
    check(&[
        (
            "Nadia “The Fox” Tarek came. Oram (Rex) Veld came.",
            "Nadia “The Fox” Tarek=Nadia “The Fox” Tarek; Oram (Rex) Veld=Oram (Rex) Veld",
        ),
        (
            "Mr Nadia “Fox” Tarek came. Senator Oram “Rex” Veld came.",
            "Nadia “Fox” Tarek=Nadia “Fox” Tarek; Oram “Rex” Veld=Oram “Rex” Veld",
        ),
        ("Rick \"Blue\" Green came.", "Rick \"Blue\" Green=Rick \"Blue\" Green"),
        ("Rick ‘Blue’ Green came.", "Rick ‘Blue’ Green=Rick ‘Blue’ Green"),
        ("Rick “Sky Of May Day” Green came.", "Rick=Rick; Green=Green"),
        ("Oram Rick (Blue) Green came.", "Oram Rick (Blue) Green=Oram Rick (Blue) Green"),
    ]);
}

#[test]
fn a_title_tells_that_a_person_follows() {
    check(&[
        (
            "Foreign Minister Ambassador Oram Veld came. President Dr. Nadia Tarek came.",
            "Oram Veld=Oram Veld; Nadia Tarek=Nadia Tarek",
        ),
        (
            "Speaker of the House Oram Veld came. Speaker of the Senate Nadia Tarek came.",
            "House=United States House of Representatives; Oram Veld=Oram Veld; Senate=United States Senate; Nadia Tarek=Nadia Tarek",
        ),
        (
            "Turkish Foreign Ministry spokesman Oram Veld came. Kremlin spokesman Dmitry Peskov came. NATO chief Nadia Tarek came.",
            "Turkish Foreign Ministry=Ministry of Foreign Affairs of Turkey; Oram Veld=Oram Veld; Kremlin=Kremlin; Dmitry Peskov=Dmitry Peskov; NATO=NATO; Nadia Tarek=Nadia Tarek",
        ),
        ("Turkey’s new foreign minister Oram Veld came.", "Turkey=Turkey; Oram Veld=Oram Veld"),
        ("Presidents Veld, Tarek and Lund met.", "Veld=Veld; Tarek=Tarek; Lund=Lund"),
        ("Stephen King said so. Dean Smith left.", "Stephen King=Stephen King; Dean Smith=Dean Smith"),
        ("Sir Veld came. Lady Tarek came.", "Veld=Veld; Tarek=Tarek"),
    ]);
}

#[test]
fn a_title_is_the_role_of_its_bearer() {
    for (text, expected) in [
        ("Foreign Minister Ambassador Oram Veld came.", "Oram Veld: person, Foreign Minister"),
        (
            "Speaker of the House Oram Veld came.",
            "United States House of Representatives: government, USA; Oram Veld: person, USA, Speaker of the House",
        ),
        (
            "President of the Senate Nadia Tarek came.",
            "United States Senate: government, USA; Nadia Tarek: person, USA, President of the Senate, female",
        ),
        (
            "speaker of the Senate Nadia Tarek came.",
            "United States Senate: government, USA; Nadia Tarek: person, USA, Speaker, female",
        ),
        (
            "Turkish Foreign Ministry spokeswoman Nadia Tarek came.",
            "Ministry of Foreign Affairs of Turkey: government, TUR; Nadia Tarek: person, TUR, Spokeswoman, female",
        ),
        (
            "Presidents Veld, Tarek and Lund met.",
            "Veld: person, President; Tarek: person, President; Lund: person, President",
        ),
        ("Oram Veld came. The lawyer Oram Veld left.", "Oram Veld: person, Lawyer"),
        ("Lawyer Oram Veld came. Mayor Oram Veld left.", "Oram Veld: person, Lawyer"),
        ("King Oram II came. Queen Nadia came.", "Oram II: person, King, male; Nadia: person, Queen, female"),
        ("Acting Mayor Oram Veld came.", "Oram Veld: person, Acting Mayor"),
        ("US Senator Oram Veld came.", "Oram Veld: person, USA, Senator"),
        // In the words of the document, with what stands before them.
        ("Former Turkish Prime Minister Oram Veld came.", "Oram Veld: person, TUR, Former Prime Minister"),
        ("The former Florida Gov. Oram Veld came.", "Oram Veld: person, USA, Former Gov."),
        ("former Tucson Mayor Oram Veld came.", "Oram Veld: person, USA, Former Mayor"),
        ("Treasury Secretary Oram Veld came.", "Oram Veld: person, Treasury Secretary"),
        ("The radio host Oram Veld came.", "Oram Veld: person, Radio Host"),
        ("Radio host Oram Veld came.", "Oram Veld: person, Radio Host"),
        ("Police chief Oram Veld came.", "Oram Veld: person, Police Chief"),
        ("Opposition leader Oram Veld came.", "Oram Veld: person, Opposition Leader"),
        ("Campaign manager Oram Veld came.", "Oram Veld: person, Campaign Manager"),
        ("Basketball coach Oram Veld came.", "Oram Veld: person, Basketball Coach"),
        (
            "CNN's chief medical correspondent Oram Veld came.",
            "CNN: media, USA; Oram Veld: person, Chief Medical Correspondent",
        ),
        ("The new radio host Oram Veld came.", "Oram Veld: person, Radio Host"),
        ("The police spokesman Oram Veld came.", "Oram Veld: person, Police Spokesman, male"),
        ("Reps. Oram Veld and Nadia Tarek came.", "Oram Veld: person, Rep.; Nadia Tarek: person, Rep., female"),
        ("He left as former Mayor Oram Veld came.", "Oram Veld: person, Former Mayor"),
        // Somebody else's office.
        ("A former top aide to Oram Veld came.", "Oram Veld: person"),
        ("The lawyer for Oram Veld came.", "Oram Veld: person"),
        ("A spokesman for the Veld came.", "Veld: person"),
        (
            "Turkish Airlines flew. The British Council met.",
            "Turkish Airlines: organization, TUR; British Council: organization, GBR",
        ),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn what_an_adviser_is_on_is_not_whose_he_is() {
    for (text, country) in [
        ("Former White House Russia adviser Fiona Hill left.", "USA"),
        ("Kremlin Ukraine adviser Oleg Veld left.", "RUS"),
        ("Pentagon Syria envoy Tom Lee left.", "USA"),
        ("The State Department Iran envoy Ana Ruiz left.", "USA"),
        ("Downing Street Ireland adviser Tom Lee left.", "GBR"),
    ] {
        let told = told(text);
        assert!(told.contains(&format!("person, {country}")), "{text}: {told}");
    }
}

#[test]
fn a_guess_at_a_place_is_the_surname_of_somebody_introduced() {
    check(&[(
        "Kevin King and Timothy Weeks left. King and Weeks were late.",
        "Kevin King=Kevin King; Timothy Weeks=Timothy Weeks; King=Kevin King; Weeks=Timothy Weeks",
    )]);
}
