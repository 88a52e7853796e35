//! Whom names, descriptions and pronouns stand for, by the rule that decides it.

mod described;
mod places;
mod pronouns;
mod repeated;

use crate::actors::cases::{check, check_on, told};

#[test]
fn letters_stand_for_the_name_that_they_abbreviate() {
    check(&[
        (
            "HTS and the SDF met. The SDF left.",
            "HTS=Hayat Tahrir al-Sham; SDF=Syrian Democratic Forces; SDF=Syrian Democratic Forces",
        ),
        (
            "Hayat Tahrir al-Sham (HTS) left. HTS came back.",
            "Hayat Tahrir al-Sham=Hayat Tahrir al-Sham; HTS=Hayat Tahrir al-Sham; HTS=Hayat Tahrir al-Sham",
        ),
        (
            "The Harbour Safety Council (HSC) met. The HSC voted. HSC left.",
            "Harbour Safety Council=Harbour Safety Council; HSC=Harbour Safety Council; HSC=Harbour Safety Council; HSC=Harbour Safety Council",
        ),
        (
            "The Northern Relief Union met. The NRU voted. The Union left.",
            "Northern Relief Union=Northern Relief Union; NRU=Northern Relief Union; The Union=Northern Relief Union",
        ),
        (
            "Islamic State (IS) fighters left. IS stayed.",
            "Islamic State=Islamic State; IS=Islamic State; IS=Islamic State",
        ),
        (
            "The European Union and the African Union met. The EU left. The AU stayed.",
            "European Union=European Union; African Union=African Union; EU=European Union; AU=African Union",
        ),
        (
            "The Justice and Development Party (AKP) won. The AKP lost. AKP members left.",
            "Justice and Development Party=Justice and Development Party; AKP=Justice and Development Party; AKP=Justice and Development Party; AKP=Justice and Development Party",
        ),
    ]);
}

#[test]
fn a_noun_takes_up_the_body_named_last() {
    check(&[
        (
            "The Ministry of Fog spoke. The ministry left.",
            "Ministry of Fog=Ministry of Fog; The ministry=Ministry of Fog",
        ),
        ("The same ministry spoke.", ""),
        (
            "The Ministry of Fog spoke. It rained. It rained. It rained. It rained. The same ministry left.",
            "Ministry of Fog=Ministry of Fog; The same ministry=Ministry of Fog",
        ),
        (
            "The Ministry of Fog spoke. It rained. It rained. It rained. It rained. The ministry left.",
            "Ministry of Fog=Ministry of Fog",
        ),
        (
            "The group of friends left. The Amal Movement answered. The group of friends left.",
            "Amal Movement=Amal Movement",
        ),
        (
            "The Amal Movement answered. The group that left was big. The group leader stayed.",
            "Amal Movement=Amal Movement",
        ),
        ("NATO met. The alliance member left. NATO's alliance stayed.", "NATO=NATO; NATO=NATO"),
        (
            "Syrian opposition groups met. The opposition left. Idlib is in Syria.",
            "Syrian opposition=Syrian opposition; The opposition=Syrian opposition; Idlib=-; Syria=-",
        ),
        (
            "Syrian opposition groups met. The armed opposition left. Idlib is in Syria.",
            "Syrian opposition=Syrian opposition; The armed opposition=Syrian opposition; Idlib=-; Syria=-",
        ),
        (
            "The Turkish Defence Ministry's spokesman left. The ministry's statement was short.",
            "Turkish Defence Ministry=Ministry of National Defence of Turkey; The ministry=Ministry of National Defence of Turkey",
        ),
        (
            "The Lantern Foundation's director, Nadia Tarek, spoke. The director left. The foundation stayed.",
            "Lantern Foundation=Lantern Foundation; Nadia Tarek=Nadia Tarek; The director=Nadia Tarek; The foundation=Lantern Foundation",
        ),
    ]);
}

#[test]
fn a_body_belongs_to_the_state_beside_it_or_that_the_article_is_about() {
    check(&[
        (
            "Syrian troops left. Government forces stayed in Idlib. The regime spoke.",
            "Syrian troops=Syrian Arab Army; Idlib=-; The regime=Government of Syria",
        ),
        (
            "Syrian troops left. The government forces stayed in Idlib. The army spoke.",
            "Syrian troops=Syrian Arab Army; The government forces=Syrian Arab Army; Idlib=-; The army=Syrian Arab Army",
        ),
        (
            "Russia-backed government forces left Idlib and Aleppo in Syria.",
            "Russia-backed government forces=Syrian Arab Army; Russia=Russia; Idlib=-; Aleppo=-; Syria=-",
        ),
        (
            "Syrian government forces took Idlib. Syrian government victory came.",
            "Syrian government forces=Syrian Arab Army; Idlib=-; Syrian government=Government of Syria",
        ),
        (
            "Turkey sent troops. Its army left. Its government spoke. Their army stayed.",
            "Turkey=Turkey; Its army=Turkish Armed Forces; Its government=Government of Turkey",
        ),
        (
            "Turkey spoke. Its foreign ministry answered. The foreign ministry wrote.",
            "Turkey=Turkey; Its foreign ministry=Ministry of Foreign Affairs of Turkey; The foreign ministry=Ministry of Foreign Affairs of Turkey",
        ),
        (
            "The Turkish Foreign Ministry spoke. The foreign ministry wrote.",
            "Turkish Foreign Ministry=Ministry of Foreign Affairs of Turkey; The foreign ministry=Ministry of Foreign Affairs of Turkey",
        ),
        (
            "Merkel's office spoke. Lavrov's office answered. Oram Veld's office wrote.",
            "Merkel's office=Federal Chancellery of Germany; Merkel=Angela Merkel; Lavrov's office=Ministry of Foreign Affairs of Russia; Lavrov=Sergey Lavrov; Oram Veld=Oram Veld",
        ),
        ("Mr Assad's government spoke.", "Mr Assad's government=Government of Syria; Assad=Bashar al-Assad"),
        ("Moscow government officials left. Ankara government spoke.", "Ankara government=Government of Turkey"),
        ("The presidency spoke.", ""),
        ("Barack Obama left. The presidency spoke.", "Barack Obama=Barack Obama; The presidency=White House"),
        (
            "The Israeli military and intelligence left. The Israeli military police stayed.",
            "The Israeli military=Israel Defense Forces",
        ),
        ("The Russian military and defence officials left.", "The Russian military=Russian Armed Forces"),
    ]);
    check_on(
        Some("2020-02-15"),
        &[(
            "The Turkish president spoke. The Turkish president's wife left.",
            "The Turkish president=Recep Tayyip Erdoğan; The Turkish president=Recep Tayyip Erdoğan",
        )],
    );
}

#[test]
fn an_office_of_state_is_its_holders_on_the_day_and_nobodys_without_one() {
    check(&[("The Turkish president spoke. The Turkish president's wife left.", "")]);
    check_on(
        Some("2020-02-15"),
        &[
            ("The former Turkish president left. The then Turkish president left.", ""),
            (
                "The US president met his Russian counterpart and his French counterpart.",
                "The US president=Donald Trump; his Russian counterpart=Vladimir Putin; his=Donald Trump; his French counterpart=Emmanuel Macron; his=Donald Trump",
            ),
            ("Lavrov met his Turkish and Iranian counterparts.", "Lavrov=Sergey Lavrov; his=Sergey Lavrov"),
            ("The Russian ministers met. The Russian minister left.", ""),
            (
                "The Iranian supreme leader spoke. The Saudi crown prince left. The king stayed.",
                "The Iranian supreme leader=Ali Khamenei; The Saudi crown prince=Mohammed bin Salman",
            ),
            (
                "The Turkish President left. Turkey's Foreign Minister stayed.",
                "The Turkish President=Recep Tayyip Erdoğan; Turkey's Foreign Minister=Mevlüt Çavuşoğlu; Turkey=Turkey",
            ),
        ],
    );
}

#[test]
fn a_description_is_whose_office_or_calling_it_is() {
    check(&[
        (
            "Sergey Lavrov spoke. The veteran diplomat left. The Russian diplomat stayed.",
            "Sergey Lavrov=Sergey Lavrov; The veteran diplomat=Sergey Lavrov; The Russian diplomat=Sergey Lavrov",
        ),
        ("Sergey Lavrov spoke. The Turkish diplomat left. The politician stayed.", "Sergey Lavrov=Sergey Lavrov"),
        (
            "Sergey Lavrov met Hulusi Akar. The minister left. The defence minister stayed.",
            "Sergey Lavrov=Sergey Lavrov; Hulusi Akar=Hulusi Akar; The defence minister=Hulusi Akar",
        ),
        (
            "Nadia Tarek, a lawmaker, spoke. The lawmaker left. The politician slept.",
            "Nadia Tarek=Nadia Tarek; The lawmaker=Nadia Tarek",
        ),
        (
            "Colonel Oram Veld spoke. The colonel left. The officer stayed. The general slept.",
            "Oram Veld=Oram Veld; The colonel=Oram Veld; The officer=Oram Veld",
        ),
        (
            "Spokesman Oram Veld spoke. The spokesman left. The official stayed.",
            "Oram Veld=Oram Veld; The spokesman=Oram Veld; The official=Oram Veld",
        ),
        (
            "Spokeswoman Nadia Tarek spoke. The spokesman left. The spokeswoman stayed.",
            "Nadia Tarek=Nadia Tarek; The spokeswoman=Nadia Tarek",
        ),
        (
            "Foreign Minister Oram Veld spoke. It rained. It rained. It rained. It rained. The minister left.",
            "Oram Veld=Oram Veld",
        ),
        ("The minister spoke. Foreign Minister Oram Veld left.", "The minister=Oram Veld; Oram Veld=Oram Veld"),
        (
            "The presidential spokesman said so\n\nDmitry Peskov, the presidential spokesman, spoke.",
            "Dmitry Peskov=Dmitry Peskov; the presidential spokesman=Dmitry Peskov",
        ),
        (
            "The foreign minister, Oram Veld, spoke. The minister left.",
            "The foreign minister=Oram Veld; Oram Veld=Oram Veld; The minister=Oram Veld",
        ),
        (
            "Mayor Tom Lee came. Mayor Bob Ray came. The mayor left.",
            "Tom Lee=Tom Lee; Bob Ray=Bob Ray; The mayor=Bob Ray",
        ),
        (
            "Former minister Nadia Tarek spoke. The former minister left.",
            "Nadia Tarek=Nadia Tarek; The former minister=Nadia Tarek",
        ),
        (
            "Senator Nadia Tarek of Texas spoke. The senator left.",
            "Nadia Tarek=Nadia Tarek; Texas=-; The senator=Nadia Tarek",
        ),
        (
            "Turkey's defence minister, Hulusi Akar, spoke. Mr Akar left. Akar's car stayed.",
            "Turkey's defence minister=Hulusi Akar; Turkey=Turkey; Hulusi Akar=Hulusi Akar; Akar=Hulusi Akar; Akar=Hulusi Akar",
        ),
        (
            "Saudi Crown Prince Mohammed bin Salman spoke. The crown prince left.",
            "Mohammed bin Salman=Mohammed bin Salman; The crown prince=Mohammed bin Salman",
        ),
        (
            "Mayor Tom Lee came. Mayor Bob Ray came. It rained. The mayor left.",
            "Tom Lee=Tom Lee; Bob Ray=Bob Ray; The mayor=Bob Ray",
        ),
        (
            "Akar met Lavrov, his counterpart. Lavrov met Akar, his Turkish counterpart.",
            "Akar=Hulusi Akar; Lavrov=Sergey Lavrov; his counterpart=Sergey Lavrov; his=Hulusi Akar; Lavrov=Sergey Lavrov; Akar=Hulusi Akar; his Turkish counterpart=Hulusi Akar; his=Sergey Lavrov",
        ),
        (
            "Press Secretary Nadia Tarek spoke. The secretary left. The press secretary stayed.",
            "Nadia Tarek=Nadia Tarek; The secretary=Nadia Tarek; The press secretary=Nadia Tarek",
        ),
        (
            "Military spokesman Oram Veld spoke. The military spokesman left. The spokesman stayed.",
            "Oram Veld=Oram Veld; The military spokesman=Oram Veld; The spokesman=Oram Veld",
        ),
    ]);
}

#[test]
fn a_surname_goes_to_whom_its_title_fits() {
    for (text, expected) in [
        (
            "Oram Veld and his wife Anna Veld came. Mrs Veld left. Mr Veld stayed.",
            "Oram Veld: person, male; Anna Veld: person, female",
        ),
        ("Anna Veld came. Mr Veld left.", "Anna Veld: person, female; Veld: person, male"),
        ("Veld came. Oram Veld left.", "Oram Veld: person"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn a_pronoun_is_the_subject_that_suits_it() {
    check(&[
        (
            "Ana Ruiz told Tom Lee that her car was his. He saw her.",
            "Ana Ruiz=Ana Ruiz; Tom Lee=Tom Lee; her=Ana Ruiz; his=Tom Lee; He=Tom Lee; her=Ana Ruiz",
        ),
        ("Tom Lee said that he himself had gone.", "Tom Lee=Tom Lee; he=Tom Lee; himself=Tom Lee"),
        ("Ana Ruiz saw herself there.", "Ana Ruiz=Ana Ruiz; herself=Ana Ruiz"),
        ("Tom Lee, who was late, said he had left.", "Tom Lee=Tom Lee; he=Tom Lee"),
        ("“We left,” said Tom Lee. “He stayed,” he added.", "Tom Lee=Tom Lee; he=Tom Lee"),
        (
            "Tom Lee spoke. “Bob Ray left,” Ana Ruiz said. He waved.",
            "Tom Lee=Tom Lee; Bob Ray=Bob Ray; Ana Ruiz=Ana Ruiz; He=Tom Lee",
        ),
        ("Although he was late, Tom Lee spoke.", "he=Tom Lee; Tom Lee=Tom Lee"),
        ("In his speech, Tom Lee thanked Bob Ray.", "his=Tom Lee; Tom Lee=Tom Lee; Bob Ray=Bob Ray"),
        (
            "As she left on Monday morning, the teacher, Ana Ruiz, spoke.",
            "she=Ana Ruiz; the teacher=Ana Ruiz; Ana Ruiz=Ana Ruiz",
        ),
        ("Turkey met Greece. It said so. Its army left.", "Turkey=Turkey; Greece=Greece; It=Turkey"),
        ("Turkey said it had not agreed. It also said no.", "Turkey=Turkey; it=Turkey; It=Turkey"),
        ("A spokesman said he left. Tom Lee stayed.", "Tom Lee=Tom Lee"),
        ("Tom Lee stayed. One senior official said he left.", "Tom Lee=Tom Lee"),
        ("Tom Lee stayed. An unnamed man said he left. Another said she left.", "Tom Lee=Tom Lee"),
        (
            "Tom Lee thanked his mother. Ana Ruiz thanked her mother.",
            "Tom Lee=Tom Lee; his=Tom Lee; Ana Ruiz=Ana Ruiz; her=Ana Ruiz",
        ),
        (
            "It rained. Tom Lee said it was late. Bob Ray spoke. He said so.",
            "Tom Lee=Tom Lee; Bob Ray=Bob Ray; He=Bob Ray",
        ),
        ("“He left,” said Tom Lee. “I saw him,” said Ana Ruiz.", "Tom Lee=Tom Lee; Ana Ruiz=Ana Ruiz"),
        ("Ana Ruiz, a teacher, left. She, a mother of two, waved.", "Ana Ruiz=Ana Ruiz; She=Ana Ruiz"),
        ("Rana Haddad, a teacher, told the paper that she was tired.", "Rana Haddad=Rana Haddad; she=Rana Haddad"),
        ("“We are late,” said Rana Haddad. She left.", "Rana Haddad=Rana Haddad; She=Rana Haddad"),
        ("“We are late,” Rana Haddad said. She left.", "Rana Haddad=Rana Haddad; She=Rana Haddad"),
        ("From Sochi, Tom Lee wrote that he was late.", "Sochi=-; Tom Lee=Tom Lee; he=Tom Lee"),
        ("Bob Ray left. “It rained,” said Tom Lee. He stayed.", "Bob Ray=Bob Ray; Tom Lee=Tom Lee; He=Tom Lee"),
    ]);
}

#[test]
fn a_capital_or_state_acts_or_locates_by_what_stands_before_it() {
    check(&[
        ("In Moscow and Washington, officials waited.", "Moscow=-; Washington=-"),
        ("Between Moscow and Washington there is no trust.", "Moscow=Russia; Washington=United States"),
        (
            "Moscow, Ankara and Tehran agreed. They met in Sochi, Astana and Moscow.",
            "Moscow=Russia; Ankara=Turkey; Tehran=Iran; Sochi=-; Astana=-; Moscow=-",
        ),
        ("Moscow and Sochi were cold.", "Moscow=-; Sochi=-"),
        ("He flew to Moscow, Ankara and Tehran.", "Moscow=-; Ankara=-; Tehran=-"),
        ("He came from Moscow. He heard from Moscow's envoy.", "Moscow=-; Moscow=Russia"),
        (
            "He went to Russia's embassy. He went to Russia's north.",
            "Russia's embassy=Embassy of Russia; Russia=Russia; Russia=-",
        ),
        ("He turned to Russia. He looked towards Moscow's allies.", "Russia=Russia; Moscow=Russia"),
        ("The war in Syria's north and in Syria's Idlib province goes on.", "Syria=-; Syria=-; Idlib province=-"),
        ("In Russia's northwestern province it rained.", "Russia=-"),
        (
            "They discussed Syria. They visited Syria. They left Syria for Turkey.",
            "Syria=Syria; Syria=-; Syria=-; Turkey=-",
        ),
        (
            "They condemned Washington. They reached Washington. They are Washington.",
            "Washington=United States; Washington=-; Washington=-",
        ),
        ("The war with Turkey and the border with Greece were long.", "Turkey=Turkey; Greece=-"),
        ("A deal on Syria and a ban on Iran failed.", "Syria=Syria; Iran=Iran"),
        (
            "The Kremlin and the White House objected. Downing Street waited.",
            "Kremlin=Kremlin; White House=White House; Downing Street=Downing Street",
        ),
        ("Brussels and London disagreed. Geneva was cold.", "Brussels=European Union; London=United Kingdom; Geneva=-"),
        ("Sochi hosted the talks. Idlib was quiet. Idlib's people left.", "Sochi=-; Idlib=-; Idlib=-"),
        ("People of Idlib, Syria, left the town.", "Idlib=-; Syria=-"),
        ("Idlib, Syria, was cold.", "Idlib=-; Syria=-"),
    ]);
}

#[test]
fn a_capital_or_state_acts_or_locates_by_what_stands_behind_it() {
    check(&[
        ("Georgia's president met Georgia's governor.", "Georgia=Georgia; Georgia=-"),
        (
            "Russia, which backs Assad, left. Moscow, however, stayed. Moscow, too, left.",
            "Russia=Russia; Assad=Bashar al-Assad; Moscow=Russia; Moscow=Russia",
        ),
        ("Moscow to decide. Moscow'll decide. Ankara … said no.", "Moscow=Russia; Moscow=Russia; Ankara=Turkey"),
        ("Turkey strikes Syria\n\nIt was late.", "Turkey=Turkey; Syria=Syria"),
        ("Russia backs down. Iran talks fail. Iran talks to Turkey.", "Russia=Russia; Iran=Iran; Turkey=Turkey"),
        ("Iran of all states agreed. The policy of Iran of waiting failed.", "Iran=Iran; Iran=Iran"),
        (
            "Russia President Vladimir Putin and Syria foreign minister Walid al-Moallem met.",
            "Vladimir Putin=Vladimir Putin; Walid al-Moallem=Walid al-Moallem",
        ),
        ("DAMASCUS — The talks failed.", "DAMASCUS=-"),
        ("Damascus (AP) — The talks failed.", "Damascus=-; AP=Associated Press"),
        ("DAMASCUS: The talks failed in Ankara, Turkey.", "DAMASCUS=-; Ankara=-; Turkey=-"),
        ("The talks in Paris, France, and in Paris, Texas, failed.", "Paris=-; France=-; Paris=-; Texas=-"),
        (
            "Paris Hilton went to Paris. Jordan Veld flew to Jordan.",
            "Paris Hilton=Paris Hilton; Paris=-; Jordan Veld=Jordan Veld; Jordan=-",
        ),
    ]);
}
