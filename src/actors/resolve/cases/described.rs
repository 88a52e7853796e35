//! Whom a description stands for.

use crate::actors::cases::check;

#[test]
fn a_body_without_an_article_is_the_one_that_was_spoken_of() {
    check(&[
        ("Turkish police fired. Police said nobody was hurt.", "Turkish police=Turkish Police; Police=Turkish Police"),
        (
            "The Turkish police fired, and later police left.",
            "The Turkish police=Turkish Police; police=Turkish Police",
        ),
        ("Turkish police fired. Local police left. Military police left.", "Turkish police=Turkish Police"),
        ("Turkish police fired. Police officers left. A police car burned.", "Turkish police=Turkish Police"),
        ("Police said nobody was hurt.", ""),
    ]);
}

#[test]
fn a_noun_with_an_article_takes_up_the_last_that_it_fits() {
    check(&[
        ("The Lantern Foundation met. The council left. The agency left.", "Lantern Foundation=Lantern Foundation"),
        (
            "The Lantern Foundation met. The same foundation stayed. The foundation of the house. The foundation house fell.",
            "Lantern Foundation=Lantern Foundation; The same foundation=Lantern Foundation",
        ),
        (
            "Turkey’s Lantern Foundation met. Russia's council left.",
            "Turkey=Turkey; Lantern Foundation=Lantern Foundation; Russia=Russia",
        ),
        (
            "Hezbollah met Hamas. The group left. The same group left.",
            "Hezbollah=Hezbollah; Hamas=Hamas; The group=Hamas; The same group=Hamas",
        ),
        (
            "The Veld Movement met. The group that left. A group left. The group's men left.",
            "Veld Movement=Veld Movement; The group=Veld Movement",
        ),
        (
            "NATO met. The alliance leaders met. The alliance met, leaders said. An alliance met.",
            "NATO=NATO; The alliance=NATO",
        ),
        ("NATO met. The old alliance left. Alliance left. This alliance left.", "NATO=NATO"),
        (
            "The European Union met. The bloc's men left. The bloc leaders left.",
            "European Union=European Union; The bloc=European Union",
        ),
        (
            "Idlib and Aleppo are in Syria. Syrian towns fell. The opposition left. Armed opposition left. The opposition leader left. An opposition left.",
            "Idlib=-; Aleppo=-; Syria=-; The opposition=Syrian opposition; Armed opposition=Syrian opposition",
        ),
    ]);
}

#[test]
fn a_body_is_no_body_that_opposes_it() {
    check(&[
        (
            "Syrian anti-government forces left. Syrian government forces left.",
            "Syrian government forces=Syrian Arab Army",
        ),
        ("Syrian rebel-army troops left. Syrian non-government forces left.", ""),
        (
            "Boris Johnson's office spoke. Sergey Lavrov's office spoke. Mr. Macron’s office spoke.",
            "Boris Johnson's office=Downing Street; Boris Johnson=Boris Johnson; Sergey Lavrov's office=Ministry of Foreign Affairs of Russia; Sergey Lavrov=Sergey Lavrov; Mr. Macron’s office=Élysée Palace; Macron=Emmanuel Macron",
        ),
        (
            "Turkish police left. Turkish forces left.",
            "Turkish police=Turkish Police; Turkish forces=Turkish Armed Forces",
        ),
    ]);
}

#[test]
fn a_holder_is_the_one_who_holds_the_office() {
    check(&[
        (
            "Oram Veld, the Turkish envoy, came. The envoy left. The envoy to Syria left.",
            "Oram Veld=Oram Veld; The envoy=Oram Veld; Syria=Syria",
        ),
        (
            "Nadia Tarek, a lawyer, came. The lawyer left. The lawyer for Oram Veld left.",
            "Nadia Tarek=Nadia Tarek; The lawyer=Nadia Tarek; Oram Veld=Oram Veld",
        ),
        (
            "Emmanuel Macron came. The French president left. The French leader left.",
            "Emmanuel Macron=Emmanuel Macron; The French president=Emmanuel Macron; The French leader=Emmanuel Macron",
        ),
        (
            "Macron met Merkel. The French president left. The German chancellor left. The president stayed. The chancellor stayed.",
            "Macron=Emmanuel Macron; Merkel=Angela Merkel; The French president=Emmanuel Macron; The German chancellor=Angela Merkel; The president=Emmanuel Macron; The chancellor=Angela Merkel",
        ),
        (
            "Oram Veld, spokesman for the army, came. The spokesman left. The army spokesman left. A spokesman left.",
            "Oram Veld=Oram Veld; The spokesman=Oram Veld; The army spokesman=Oram Veld",
        ),
        (
            "Lavrov met Akar. His Turkish counterpart left. Akar met his Russian counterpart.",
            "Lavrov=Sergey Lavrov; Akar=Hulusi Akar; His Turkish counterpart=Hulusi Akar; His=Sergey Lavrov; Akar=Hulusi Akar; his Russian counterpart=Sergey Lavrov; his=Hulusi Akar",
        ),
        (
            "Pope Francis came. Prince Oram came. The pope left. The prince left.",
            "Pope Francis=Pope Francis; Oram=Oram; The pope=Pope Francis; The prince=Oram",
        ),
    ]);
}
