//! What is a name and what is none, by what shows it.

mod headlines;
mod institutions;
mod people;
mod register;

use crate::actors::cases::{check, told};

#[test]
fn a_head_word_and_its_of_make_an_institution() {
    check(&[
        (
            "The Council for Harbour Safety met the Bank of Veldland.",
            "Council for Harbour Safety=Council for Harbour Safety; Bank of Veldland=Bank of Veldland",
        ),
        (
            "The Institute of Strategic and Maritime Studies answered.",
            "Institute of Strategic and Maritime Studies=Institute of Strategic and Maritime Studies",
        ),
        (
            "The Council of Fishing and Ports met the Committee for Rights and Freedoms.",
            "Council of Fishing and Ports=Council of Fishing and Ports; Committee for Rights and Freedoms=Committee for Rights and Freedoms",
        ),
        (
            "The Ministry of Health and Sports paid. A Committee on Arts and Sciences voted.",
            "Ministry of Health and Sports=Ministry of Health and Sports; Committee on Arts and Sciences=Committee on Arts and Sciences",
        ),
        ("He left the Union of Cooks and Waiters.", "Union of Cooks and Waiters=Union of Cooks and Waiters"),
        ("He left the Guild of Masons and Thatchers.", "Guild of Masons and Thatchers=Guild of Masons and Thatchers"),
        ("He left the Union of Cooks and Lufthansa.", "Union of Cooks=Union of Cooks; Lufthansa=Lufthansa"),
        (
            "The Council of Europe and Germany met the Bank of Veldland and Greenpeace.",
            "Council of Europe=Council of Europe; Germany=Germany; Bank of Veldland=Bank of Veldland; Greenpeace=Greenpeace",
        ),
        ("The Institute on Monday answered the Court of Appeal.", "Court of Appeal=Court of Appeal"),
        ("The Commission on Fisheries met on Monday.", "Commission on Fisheries=Commission on Fisheries"),
        (
            "The Australian Industries Protection League complained.",
            "Australian Industries Protection League=Australian Industries Protection League",
        ),
        (
            "He leads the Committee to Protect Journalists.",
            "Committee to Protect Journalists=Committee to Protect Journalists",
        ),
        ("The Bureau of the Lantern Trust paid.", "Bureau of the Lantern Trust=Bureau of the Lantern Trust"),
        ("The Grey Council Chairman Oram Veld left.", "Grey Council=Grey Council; Oram Veld=Oram Veld"),
        ("Harbour Council chief Oram Veld left.", "Harbour Council=Harbour Council; Oram Veld=Oram Veld"),
        ("The Turkish Police said that the road was closed.", "Turkish Police=Turkish Police"),
        (
            "The Parliament of Greece voted. Parliament voted again.",
            "Parliament of Greece=Parliament of Greece; Parliament=Parliament of Greece",
        ),
        (
            "The Supreme Court and the Senate voted. The Supreme Court of Greece voted.",
            "Supreme Court=Supreme Court of the United States; Senate=United States Senate; Supreme Court of Greece=Supreme Court of Greece",
        ),
        (
            "The Bank of England and the Lantern Bank paid. The bank of a river was high.",
            "Bank of England=Bank of England; Lantern Bank=Lantern Bank",
        ),
        (
            "Harbour University students and University of Lantern staff left.",
            "Harbour University=Harbour University; University of Lantern=University of Lantern",
        ),
        (
            "The Oram Veld Foundation and the Nadia Tarek Institute paid.",
            "Oram Veld Foundation=Oram Veld Foundation; Nadia Tarek Institute=Nadia Tarek Institute",
        ),
        (
            "The House of Commons and the House voted. The House Committee on Fog met.",
            "House of Commons=House of Commons; House=United States House of Representatives; House Committee on Fog=House Committee on Fog",
        ),
        (
            "The Institute of Lantern Studies and Harbour Affairs met.",
            "Institute of Lantern Studies and Harbour Affairs=Institute of Lantern Studies and Harbour Affairs",
        ),
        ("The Institute of Lantern and Ana Ruiz met.", "Institute of Lantern=Institute of Lantern; Ana Ruiz=Ana Ruiz"),
        ("The Lantern Council Veld School met.", "Lantern Council Veld School=Lantern Council Veld School"),
    ]);
}

#[test]
fn a_body_of_a_state_is_a_name_with_a_capital_and_a_country() {
    check(&[
        ("Council members left, the Council said.", ""),
        ("Police said that the road was closed.", ""),
        ("Turkish Police said that the road was closed.", "Turkish Police=Turkish Police"),
        (
            "Russian Defence Ministry spokesman Igor Konashenkov spoke.",
            "Russian Defence Ministry=Ministry of Defence of Russia; Igor Konashenkov=Igor Konashenkov",
        ),
        ("FOREIGN MINISTRY SAYS TALKS WILL GO ON", ""),
        ("Syrian Army units left Idlib.", "Syrian Army=Syrian Arab Army; Idlib=-"),
        (
            "The Foreign Ministry of Turkey and the Foreign Ministry of Greece met.",
            "Foreign Ministry of Turkey=Ministry of Foreign Affairs of Turkey; Foreign Ministry of Greece=Ministry of Foreign Affairs of Greece",
        ),
        (
            "Turkey's Foreign Ministry and its spokesman answered.",
            "Turkey=Turkey; Foreign Ministry=Ministry of Foreign Affairs of Turkey; its=Ministry of Foreign Affairs of Turkey",
        ),
    ]);
}

#[test]
fn a_known_word_is_a_name_only_where_its_maker_or_its_paper_is_meant() {
    check(&[
        ("Two Boeing 737s and an Airbus 320 landed.", ""),
        ("The Boeing 737 was late. Boeing was sorry.", "Boeing=Boeing"),
        ("The Democrats and Republicans voted.", "Democrats=Democratic Party; Republicans=Republican Party"),
        ("A Republican lawmaker and a Democrat voted.", ""),
        ("The Times wrote of it. Times were hard.", "Times=The Times"),
        ("The Guardian and the Sun wrote of it.", "Guardian=The Guardian; Sun=The Sun"),
        ("The Anadolu news agency and the Reuters news agency wrote.", "Anadolu=Anadolu Agency; Reuters=Reuters"),
        ("The Australian wrote that the Australian prime minister was ill.", "Australian=The Australian"),
        ("OPEC cut output. The OPEC deal held. G20 leaders met.", "OPEC=OPEC; OPEC=OPEC; G20=G20"),
        (
            "CNN, BBC and Al Jazeera reported it. Al-Jazeera was first.",
            "CNN=CNN; BBC=BBC; Al Jazeera=Al Jazeera; Al-Jazeera=Al Jazeera",
        ),
        ("Google and Apple were fined. An apple fell. He had google it.", "Google=Google; Apple=Apple"),
        (
            "The Red Cross and Doctors Without Borders left.",
            "Red Cross=International Committee of the Red Cross; Doctors Without Borders=Doctors Without Borders",
        ),
        ("(Reporting by Oram Veld; Editing by Nadia Tarek)", ""),
        ("(Additional reporting by Oram Veld)", ""),
    ]);
}

#[test]
fn a_word_of_every_day_is_a_name_where_only_a_name_can_stand() {
    check(&[
        (
            "Mr Assad met Mr. Putin. President Assad smiled.",
            "Assad=Bashar al-Assad; Putin=Vladimir Putin; Assad=Bashar al-Assad",
        ),
        ("May spoke. Mr May left. Theresa May stayed.", "May=Theresa May; May=May; Theresa May=Theresa May"),
        ("Bush said so. Mr Bush left.", "Bush=George W. Bush; Bush=George W. Bush"),
        ("Rice prices rose. Rice said so.", "Rice=Condoleezza Rice"),
    ]);
}

#[test]
fn a_person_is_named_with_particles_initials_and_numbers() {
    check(&[
        ("Sir Keir Starmer and Lady Veld came.", "Keir Starmer=Keir Starmer; Veld=Veld"),
        (
            "Queen Elizabeth II and King Abdullah II of Jordan came.",
            "Queen Elizabeth II=Queen Elizabeth II; King Abdullah II=King Abdullah II; Jordan=Jordan",
        ),
        ("Pope Francis and Patriarch Kirill met.", "Pope Francis=Pope Francis; Kirill=Kirill"),
        (
            "Mohammed al-Halbousi and Abdel Fattah el-Sisi met. El-Sisi left.",
            "Mohammed al-Halbousi=Mohammed al-Halbousi; Abdel Fattah el-Sisi=Abdel Fattah el-Sisi; El-Sisi=Abdel Fattah el-Sisi",
        ),
        (
            "Ludwig van Veld and Maria de la Tarek left.",
            "Ludwig van Veld=Ludwig van Veld; Maria de la Tarek=Maria de la Tarek",
        ),
        (
            "Recep Tayyip Erdoğan met Kyriakos Mitsotakis, and Erdogan smiled.",
            "Recep Tayyip Erdoğan=Recep Tayyip Erdoğan; Kyriakos Mitsotakis=Kyriakos Mitsotakis; Erdogan=Recep Tayyip Erdoğan",
        ),
        (
            "Xi Jinping met Kim Jong Un. Xi left and Kim stayed.",
            "Xi Jinping=Xi Jinping; Kim Jong Un=Kim Jong-un; Xi=Xi Jinping; Kim=Kim Jong-un",
        ),
        ("Moon Jae-in met Shinzo Abe. Moon left.", "Moon Jae-in=Moon Jae-in; Shinzo Abe=Shinzo Abe; Moon=Moon Jae-in"),
        (
            "Ayatollah Ali Khamenei and General Qassem Soleimani met.",
            "Ayatollah Ali Khamenei=Ali Khamenei; Qassem Soleimani=Qasem Soleimani",
        ),
        (
            "Omar al-Veld and Nadia bint Tarek came. Al-Veld left.",
            "Omar al-Veld=Omar al-Veld; Nadia bint Tarek=Nadia bint Tarek; Al-Veld=Omar al-Veld",
        ),
        ("Oram Veld-Tarek came. Veld-Tarek left.", "Oram Veld-Tarek=Oram Veld-Tarek; Veld-Tarek=Oram Veld-Tarek"),
        ("Tom Lee, Jr., and Bob Ray Sr. spoke.", "Tom Lee, Jr.=Tom Lee, Jr.; Bob Ray Sr.=Bob Ray Sr."),
        ("Jean d'Estaing and Marie d’Veld spoke.", "Jean d'Estaing=Jean d'Estaing; Marie d’Veld=Marie d’Veld"),
        ("Israel Katz and Chad Wolf met. Chad waited.", "Israel Katz=Israel Katz; Chad Wolf=Chad Wolf; Chad=Chad"),
        ("Oram Veld came. Oram left. Mr Oram stayed.", "Oram Veld=Oram Veld; Oram=Oram Veld; Oram=Oram Veld"),
    ]);
}

#[test]
fn a_title_tells_office_country_and_gender_of_its_bearer() {
    for (text, expected) in [
        ("In Georgia, Senator Tom Lee spoke.", "Tom Lee: person, Senator, male"),
        (
            "Presidents Putin, Rouhani and Erdogan met in Sochi.",
            "Vladimir Putin: person, RUS, President, male; Hassan Rouhani: person, IRN, President, male; Recep Tayyip Erdoğan: person, TUR, President, male",
        ),
        (
            "Ministers Sergey Lavrov and Hulusi Akar met.",
            "Sergey Lavrov: person, RUS, Minister, male; Hulusi Akar: person, TUR, Minister, male",
        ),
        (
            "Former US President Barack Obama and Vice President Joe Biden spoke.",
            "Barack Obama: person, USA, Former President, male; Joe Biden: person, USA, Vice President, male",
        ),
        (
            "Former President of the United States Barack Obama spoke.",
            "United States: country, USA; Barack Obama: person, USA, Former President, male",
        ),
        (
            "President of the European Commission Ursula von der Leyen spoke.",
            "Ursula von der Leyen: person, DEU, President of the European Commission, female",
        ),
        ("Secretary of State Mike Pompeo spoke.", "Mike Pompeo: person, USA, Secretary of State, male"),
        (
            "Lt. Col. Oram Veld and Maj. Gen. Nadia Tarek came.",
            "Oram Veld: person, Lt. Col.; Nadia Tarek: person, Maj. Gen., female",
        ),
        (
            "Mayor Tom Lee and Governor Ana Ruiz came. The governor left. The mayor stayed.",
            "Tom Lee: person, Mayor, male; Ana Ruiz: person, Governor, female",
        ),
        (
            "Judge Nadia Tarek and lawyer Oram Veld came. The lawyer left. The judge stayed.",
            "Nadia Tarek: person, Judge, female; Oram Veld: person, Lawyer",
        ),
        (
            "UN envoy Geir Pedersen spoke. The UN envoy left. The envoy stayed.",
            "United Nations: organization; Geir Pedersen: person, NOR, UN Envoy, male",
        ),
        (
            "Deputy Foreign Minister Mikhail Bogdanov and Deputy Prime Minister Oram Veld met.",
            "Mikhail Bogdanov: person, RUS, Deputy Foreign Minister, male; Oram Veld: person, Deputy Prime Minister",
        ),
        (
            "Hezbollah fighters and Hezbollah leader Hassan Nasrallah left. The group stayed.",
            "Hezbollah: armed_group, LBN; Hassan Nasrallah: person, LBN, Hezbollah Leader, male",
        ),
        (
            "US President Donald Trump and UK Prime Minister Boris Johnson met.",
            "Donald Trump: person, USA, President, male; Boris Johnson: person, GBR, Prime Minister, male",
        ),
        ("The Turkish Defence Ministry Hulusi Akar spoke.", "Hulusi Akar: person, TUR, Defence Minister, male"),
        (
            "Prime Ministers Boris Johnson and Justin Trudeau met.",
            "Boris Johnson: person, GBR, Prime Minister, male; Justin Trudeau: person, CAN, Prime Minister, male",
        ),
        (
            "Foreign Ministers Sergey Lavrov of Russia and Hulusi Akar met.",
            "Sergey Lavrov: person, RUS, Foreign Minister, male; Russia: country, RUS; Hulusi Akar: person, TUR, Foreign Minister, male",
        ),
        (
            "Iran's Supreme Leader Ayatollah Ali Khamenei spoke.",
            "Iran: country, IRN; Ali Khamenei: person, IRN, Supreme Leader, male",
        ),
        (
            "Turkey's Hulusi Akar and Russia's Sergey Lavrov met.",
            "Turkey: country, TUR; Hulusi Akar: person, TUR, male; Russia: country, RUS; Sergey Lavrov: person, RUS, male",
        ),
        (
            "South Korean President Moon Jae-in and North Korean leader Kim Jong Un met.",
            "Moon Jae-in: person, KOR, President, male; Kim Jong-un: person, PRK, Leader, male",
        ),
        (
            "New York Mayor Oram Veld and New York Governor Nadia Tarek met.",
            "Oram Veld: person, USA, Mayor; Nadia Tarek: person, USA, Governor, female",
        ),
        ("Mayor Tom left. Governor Ana stayed.", "Tom: person, Mayor; Ana: person, Governor"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn a_headline_in_capitals_names_whom_the_article_names() {
    check(&[
        ("VELD SAYS TALKS WILL GO ON\n\nOram Veld spoke on Monday.", "VELD=Oram Veld; Oram Veld=Oram Veld"),
        ("Veld Says Talks Will Go On\n\nOram Veld spoke on Monday.", "Veld=Oram Veld; Oram Veld=Oram Veld"),
        (
            "Putin Meets Erdogan in Sochi\n\nThe presidents met.",
            "Putin=Vladimir Putin; Erdogan=Recep Tayyip Erdoğan; Sochi=-",
        ),
        ("Moscow rejects plan\n\nIt was late.", "Moscow=Russia"),
        ("Moscow Rejects New Peace Plan For Syria\n\nIt was late.", "Moscow=Russia; Syria=Syria"),
        (
            "J. Edgar Veld Meets Nadia Tarek In Sochi\n\nThe mayor left.",
            "J. Edgar Veld=J. Edgar Veld; Nadia Tarek=Nadia Tarek; Sochi=-",
        ),
        ("Oram Veld came.\n\nVELD LEAVES\n\nVeld’s car stayed.", "Oram Veld=Oram Veld; VELD=Oram Veld; Veld=Oram Veld"),
    ]);
}

#[test]
fn a_line_of_results_names_teams_and_in_brackets_players() {
    check(&[
        ("Manchester United 2 Arsenal 1", "Manchester United=Manchester United; Arsenal=Arsenal"),
        ("Bury 4 Bristol City 0 (Veld 12, Tarek 34)", "Bury=Bury; Bristol City=Bristol City"),
        ("ZADAR 3 1 0 6 1 10", "ZADAR=ZADAR"),
        (
            "Lantern Town 3 (Oram Veld 2, Tom Lee) Harbour City 1",
            "Lantern Town=Lantern Town; Oram Veld=Oram Veld; Tom Lee=Tom Lee; Harbour City=Harbour City",
        ),
        ("LEEDS 84 51 .622 -", "LEEDS=LEEDS"),
        ("LEEDS 84 51 .622 12 1/2", "LEEDS=LEEDS"),
        ("LEEDS 1st 51 34 4-38 2", "LEEDS=LEEDS"),
        ("Leeds 12 (Oram Veld 3-4) Kent 34 points", "Leeds=Leeds; Oram Veld=Oram Veld; Kent=Kent"),
        ("Leeds 12 Kent", "Leeds=Leeds; Kent=Kent"),
        ("Leeds 4 3 Kent 0 1", "Leeds=Leeds; Kent=Kent"),
        ("Leeds 4-3 (Oram Veld 2 1) Kent 0", "Leeds=Leeds; Oram Veld=Oram Veld; Kent=Kent"),
    ]);
}

#[test]
fn a_club_that_the_text_names_in_full_goes_by_its_last_word() {
    check(&[
        ("The Minnesota Wild won. The Wild lost a player.", "Minnesota Wild=Minnesota Wild; Wild=Minnesota Wild"),
        (
            "The Orlando Magic came. Magic coach Tom Lee spoke.",
            "Orlando Magic=Orlando Magic; Magic=Orlando Magic; Tom Lee=Tom Lee",
        ),
        ("The Utah Jazz played. He joined the Jazz.", "Utah Jazz=Utah Jazz; Jazz=Utah Jazz"),
        ("The Miami Heat won. Heat guard Bob Ray left.", "Miami Heat=Miami Heat; Heat=Miami Heat; Bob Ray=Bob Ray"),
        ("The Seattle Kraken lost. The Kraken’s goalie spoke.", "Seattle Kraken=Seattle Kraken; Kraken=Seattle Kraken"),
        ("The Miami Heat won in the heat.", "Miami Heat=Miami Heat"),
    ]);
}
