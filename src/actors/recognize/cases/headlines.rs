//! Names in headlines.

use crate::actors::cases::check;

#[test]
fn names_stand_in_headlines() {
    check(&[
        ("Ana Ruiz Says Talks Will Fail in Sochi Again\n\nIt was late.", "Ana Ruiz=Ana Ruiz; Sochi=-"),
        ("Tom Lee Says Rail Strike Will End in Oslo Too\n\nIt was late.", "Tom Lee=Tom Lee; Oslo=-"),
        (
            "Nadia Tarek, Oram Veld Meet For Talks Again.\n\nIt was late.",
            "Nadia Tarek=Nadia Tarek; Oram Veld=Oram Veld",
        ),
        (
            "Talks Of The Grey Council End With A Deal In Sochi Today.\n\nIt was late.",
            "Grey Council=Grey Council; Sochi=-",
        ),
        ("TALKS IN IDLIB FAIL AS RUSSIA LEAVES\n\nIt was late.", "IDLIB=-; RUSSIA=Russia"),
        (
            "VELD AND TAREK MEET IN SOCHI FOR TALKS\n\nOram Veld and Nadia Tarek met.",
            "VELD=Oram Veld; TAREK=Nadia Tarek; SOCHI=-; Oram Veld=Oram Veld; Nadia Tarek=Nadia Tarek",
        ),
        (
            "The Arian Trade Council came.\n\nARIAN TRADE COUNCIL LEAVES",
            "Arian Trade Council=Arian Trade Council; ARIAN TRADE COUNCIL=Arian Trade Council",
        ),
        ("HAS SAYS TALKS FAIL\n\nTom Has came.", "HAS=Tom Has; Tom Has=Tom Has"),
    ]);
}
