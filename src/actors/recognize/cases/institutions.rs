//! Names of institutions, and words that only look like them.

use crate::actors::cases::{check, of_state, told};

#[test]
fn a_name_of_an_institution_has_bounds() {
    check(&[
        ("The Turkish Police left. The Police stayed.", "Turkish Police=Turkish Police; Police=Turkish Police"),
        ("Russian Parliament met. He left Parliament.", "Russian Parliament=State Duma"),
        (
            "The Lantern Fog Rain Snow Ice Wind League met.",
            "Lantern Fog Rain Snow Ice Wind League=Lantern Fog Rain Snow Ice Wind League",
        ),
        (
            "The Department of Health and Human Services met. The Committee on Banking and Financial Services met.",
            "Department of Health and Human Services=Department of Health and Human Services; \
             Committee on Banking and Financial Services=Committee on Banking and Financial Services",
        ),
        ("The Institute of Lantern & Fog Rain met.", "Institute of Lantern & Fog Rain=Institute of Lantern & Fog Rain"),
        (
            "The Bank of Veld & Tarek paid. The League for the Lantern met.",
            "Bank of Veld & Tarek=Bank of Veld & Tarek; League for the Lantern=League for the Lantern",
        ),
        (
            "The League against Fog met. The Party of the Lantern voted.",
            "League against Fog=League against Fog; Party of the Lantern=Party of the Lantern",
        ),
        (
            "Former National Security Council official Tom Lee met. The former Lantern Council met.",
            "National Security Council=United States National Security Council; Tom Lee=Tom Lee; \
             Lantern Council=Lantern Council",
        ),
        (
            "You can't trust the Lantern Council on Clara Merkel. The Lantern Council on Foreign Relations met.",
            "Lantern Council=Lantern Council; Clara Merkel=Clara Merkel; \
             Lantern Council on Foreign Relations=Lantern Council on Foreign Relations",
        ),
        ("Council of Elders met. Commission on Monday met.", "Council of Elders=Council of Elders"),
        (
            "United Veld League met. United Lantern won.",
            "United Veld League=United Veld League; United Lantern=United Lantern",
        ),
        (
            "The Kansas City Royals beat the Lantern Rovers.",
            "Kansas City Royals=Kansas City Royals; Lantern Rovers=Lantern Rovers",
        ),
        ("The Tokyo Stock Exchange fell.", "Tokyo Stock Exchange=Tokyo Stock Exchange"),
        (
            "The Volga News Agency wrote it. The World Press Service wrote it. Lantern Radio said so.",
            "Volga News Agency=Volga News Agency; World Press Service=World Press Service; Lantern Radio=Lantern Radio",
        ),
        (
            "The Secret Service came. The Health Service came.",
            "Secret Service=United States Secret Service; Health Service=Health Service",
        ),
        (
            "The Veld Brigade attacked. The Tarek Battalion left.",
            "Veld Brigade=Veld Brigade; Tarek Battalion=Tarek Battalion",
        ),
        ("The FGB met the KLM. The ABCDEFGH met.", "FGB=FGB; KLM=KLM"),
        ("Operation Spring Veld began. The Veld War began. The Long March ended.", ""),
        ("Polk County is in Iowa. They met in Bexar County.", "Polk County=-; Iowa=-; Bexar County=-"),
        ("Lake Veld froze. Mount Tarek is high. Orsk Province fell.", "Lake Veld=-; Mount Tarek=-; Orsk Province=-"),
    ]);
}

#[test]
fn within_a_compound_a_state_or_a_person_is_named() {
    check(&[
        (
            "Ankara-backed rebels left. Pro-Assad troops left. Anti-Putin crowds met. US-led forces left.",
            "Ankara=Turkey; Assad=Bashar al-Assad; Putin=Vladimir Putin; US=United States",
        ),
        ("Boston-based men left. Idlib-backed men left. A pro-veld crowd met.", ""),
    ]);
}

#[test]
fn a_maker_is_no_product_and_a_people_no_adjective() {
    check(&[
        ("Its Airbus 320 fell.", ""),
        ("The Muslim cleric came. Muslims left.", "Muslims=Muslims"),
        ("Sunni extremists left. The Kurd left.", "Kurd=Kurds"),
    ]);
}

#[test]
fn an_institution_is_of_the_state_of_the_place_that_it_is_called_after() {
    for (text, country) in [
        ("The Economic Club of New York met.", "USA"),
        ("The Diplomatic Academy of Vietnam met.", "VNM"),
        ("The American University of Kabul was closed.", "AFG"),
        ("The Delhi High Court met.", "IND"),
        ("The Literary Institute of Warsaw was closed.", "POL"),
        ("The Northern Relief Union met.", "-"),
        ("The University of Georgia was closed.", "-"),
    ] {
        assert_eq!(of_state(text), country, "{text}");
    }
}

#[test]
fn a_head_may_stand_first() {
    check(&[
        ("He left the Partido Lunar.", "Partido Lunar=Partido Lunar"),
        ("She runs the Institut Brindo in Oslo.", "Institut Brindo=Institut Brindo; Oslo=-"),
        ("The Universidad de Selva opened.", "Universidad de Selva=Universidad de Selva"),
        ("He joined Lega Selva.", "Lega Selva=Lega Selva"),
        ("He chairs the Fundación Marta Brindo.", "Fundación Marta Brindo=Fundación Marta Brindo"),
    ]);
}

#[test]
fn what_is_joined_by_and_is_two_where_each_has_a_head_or_the_first_ends_in_a_place() {
    check(&[
        (
            "He left the Lunar Party of Norway and the Lunar Workers Union.",
            "Lunar Party of Norway=Lunar Party of Norway; Lunar Workers Union=Lunar Workers Union",
        ),
        (
            "The Lunar Party of Norway and Social Justice Union met.",
            "Lunar Party of Norway=Lunar Party of Norway; Social Justice Union=Social Justice Union",
        ),
        (
            "The Port Authority of New York and New Jersey paid.",
            "Port Authority of New York and New Jersey=Port Authority of New York and New Jersey",
        ),
        (
            "The Ministry of Trade and National Lunar Bank met.",
            "Ministry of Trade=Ministry of Trade; National Lunar Bank=National Lunar Bank",
        ),
    ]);
}

#[test]
fn a_body_is_no_person() {
    for (text, expected) in [
        ("Last year Forza Selva ( FS ) won.", "Forza Selva: organization"),
        ("They backed Selva Brindo ( SB ) in May.", "Selva Brindo: organization"),
        ("They voted for Fair Norway in May.", "Fair Norway: organization"),
        ("They voted for Jude Norway in May.", "Jude Norway: person"),
        ("Many joined the Brindists in May.", "Brindists: organization"),
        ("A member of Brindo Selva spoke to us.", "Brindo Selva: organization"),
        ("Minister of Sport Oram Veld said so.", "Oram Veld: person"),
        ("Minister for Fog Oram Veld said so.", "Oram Veld: person"),
        ("Secretary of Health Lina Brandt said so.", "Lina Brandt: person"),
        ("Commissioner for Trade Ilse Marten said so.", "Ilse Marten: person"),
        ("The Tarek Battalion left.", "Tarek Battalion: armed_group"),
        ("The Merkel Institute paid.", "Merkel Institute: organization"),
        ("They met the Rossi Guild in May.", "Rossi Guild: organization"),
        ("They met Michael Jordan in May.", "Michael Jordan: person, male"),
        ("They met Brindo Selva in May.", "Brindo Selva: person"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn people_are_a_body_with_what_they_stand_for() {
    check(&[
        ("He leads Veterans for Peace.", "Veterans for Peace=Veterans for Peace"),
        ("Angry Women for Norway said no.", "Angry Women for Norway=Angry Women for Norway"),
        ("She left Friends of the Lantern.", "Friends of the Lantern=Friends of the Lantern"),
        ("He gave to Nurses Without Fear, and left.", ""),
        ("Americans for the Lantern paid.", "Americans for the Lantern=Americans for the Lantern"),
        ("Students for Monday lessons wait.", ""),
        ("Friends of Tom Lee came.", "Tom Lee=Tom Lee"),
    ]);
}

#[test]
fn what_a_body_is_for_may_be_two_things() {
    check(&[
        (
            "The Ministry of Labour and Social Services met.",
            "Ministry of Labour and Social Services=Ministry of Labour and Social Services",
        ),
        (
            "The Office of Data and Information Systems closed.",
            "Office of Data and Information Systems=Office of Data and Information Systems",
        ),
        (
            "The Agency for Trade and Veterinary Services met.",
            "Agency for Trade and Veterinary Services=Agency for Trade and Veterinary Services",
        ),
    ]);
}

#[test]
fn a_name_before_a_head_is_the_heads() {
    check(&[
        ("The Orsun Brigade fired.", "Orsun Brigade=Orsun Brigade"),
        ("They joined the Haddad Foundation.", "Haddad Foundation=Haddad Foundation"),
        ("The Novak Commission met.", "Novak Commission=Novak Commission"),
    ]);
}

#[test]
fn two_bodies_that_and_joins_are_two() {
    check(&[
        (
            "The Civic Union of Kenya and Green Party of Peru met.",
            "Civic Union of Kenya=Civic Union of Kenya; Green Party of Peru=Green Party of Peru",
        ),
        (
            "Liberal Party of Ghana and National Union of Mali agreed.",
            "Liberal Party of Ghana=Liberal Party of Ghana; National Union of Mali=National Union of Mali",
        ),
    ]);
}
