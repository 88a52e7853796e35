//! Whom a pronoun stands for.

use crate::actors::cases::check;

#[test]
fn a_pronoun_is_the_subject_before_it_that_it_fits() {
    check(&[
        ("Peskov said Putin would call. He left.", "Peskov=Dmitry Peskov; Putin=Vladimir Putin; He=Vladimir Putin"),
        (
            "Putin met Merkel. She left. He stayed.",
            "Putin=Vladimir Putin; Merkel=Angela Merkel; She=Angela Merkel; He=Vladimir Putin",
        ),
        (
            "Putin told him it rained. Merkel saw her. Her car stayed.",
            "Putin=Vladimir Putin; Merkel=Angela Merkel; Her=Angela Merkel",
        ),
        ("With Oram Veld, Tom Lee came. He left.", "Oram Veld=Oram Veld; Tom Lee=Tom Lee; He=Tom Lee"),
        ("“It rains,” said Oram Veld. He left.", "Oram Veld=Oram Veld; He=Oram Veld"),
        ("A source met Oram Veld. He left. The source said he would go.", "Oram Veld=Oram Veld"),
        ("Oram Veld also said so. Tom Lee now left. He came back.", "Oram Veld=Oram Veld; Tom Lee=Tom Lee; He=Tom Lee"),
        (
            "Turkey left. It said so. It rained. It has warned Russia.",
            "Turkey=Turkey; It=Turkey; It=Turkey; Russia=Russia",
        ),
        ("Turkey sent its army. Its men left.", "Turkey=Turkey; its army=Turkish Armed Forces; its=Turkey"),
        (
            "Nadia Tarek, a teacher, told Oram Veld that she would go.",
            "Nadia Tarek=Nadia Tarek; Oram Veld=Oram Veld; she=Nadia Tarek",
        ),
    ]);
}
