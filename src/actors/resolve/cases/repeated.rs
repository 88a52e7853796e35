//! Who a part, a spelling or the letters of a name belong to.

use crate::actors::cases::check;

#[test]
fn a_surname_is_taken_up_where_only_a_name_can_stand() {
    check(&[
        ("Nadia Leeds spoke. She travelled to Leeds.", "Nadia Leeds=Nadia Leeds; She=Nadia Leeds; Leeds=-"),
        ("Tom Essex came. They went to Essex.", "Tom Essex=Tom Essex; Essex=-"),
        ("Ana Jordan left. She drove to Jordan.", "Ana Jordan=Ana Jordan; She=Ana Jordan; Jordan=-"),
        ("Yamina Benali said so.", "Yamina Benali=Yamina Benali"),
        ("Nadia Will came. “It is over,” Will wrote.", "Nadia Will=Nadia Will; Will=Nadia Will"),
        ("Nadia May came. “It is over,” May added.", "Nadia May=Nadia May; May=Nadia May"),
        ("William M. Daley came. Daley left.", "William M. Daley=William M. Daley; Daley=William M. Daley"),
        ("They met Brett M. Decker.", "Brett M. Decker=Brett M. Decker"),
        ("If Ana Ruiz becomes the president I will leave.", "Ana Ruiz=Ana Ruiz"),
        ("They met He Jianxiong there.", "He Jianxiong=He Jianxiong"),
        ("Yesterday He Keqiang left.", "He Keqiang=He Keqiang"),
        ("Minister He Lifeng arrived.", "He Lifeng=He Lifeng"),
        ("Ana Ruiz came. He left.", "Ana Ruiz=Ana Ruiz"),
        ("The New York Times wrote. The Times said so.", "New York Times=New York Times; Times=New York Times"),
        (
            "The Los Angeles Times wrote. Nobody told The Times.",
            "Los Angeles Times=Los Angeles Times; The Times=Los Angeles Times",
        ),
        ("The Times wrote. The New York Times said so.", "Times=The Times; New York Times=New York Times"),
        ("The Washington Post wrote. The Times said so.", "Washington Post=Washington Post; Times=The Times"),
        (
            "Oram Kent came. Kent left. In Kent it rained. He went to Kent. Kent said so.",
            "Oram Kent=Oram Kent; Kent=Oram Kent; Kent=-; He=Oram Kent; Kent=-; Kent=Oram Kent",
        ),
        (
            "Tom Has came. Has said so. Has left. Nadia Will came. Will said so. Will it rain?",
            "Tom Has=Tom Has; Has=Tom Has; Nadia Will=Nadia Will; Will=Nadia Will",
        ),
        (
            "Robert F. Kennedy Jr., came. Kennedy left. Tom Lee, Jr. came. Lee left.",
            "Robert F. Kennedy Jr.=Robert F. Kennedy Jr.; Kennedy=Robert F. Kennedy Jr.; Tom Lee, Jr.=Tom Lee, Jr.; Lee=Tom Lee, Jr.",
        ),
        (
            "Nadia al-Tarek came. Al-Tarek left. Tarek left.",
            "Nadia al-Tarek=Nadia al-Tarek; Al-Tarek=Nadia al-Tarek; Tarek=Nadia al-Tarek",
        ),
        (
            "Xi Jinping came. Mao Zedong and Deng Xiaoping met. Mao left. Deng stayed.",
            "Xi Jinping=Xi Jinping; Mao Zedong=Mao Zedong; Deng Xiaoping=Deng Xiaoping; Mao=Mao Zedong; Deng=Deng Xiaoping",
        ),
        ("Abiy Ahmed came. Abiy left. Ahmed left.", "Abiy Ahmed=Abiy Ahmed; Abiy=Abiy Ahmed; Ahmed=Abiy Ahmed"),
        ("Li Na came. Na left.", "Li Na=Li Na; Na=Li Na"),
        ("Nadia Tarek-Veld came. Tarek-Veld stayed.", "Nadia Tarek-Veld=Nadia Tarek-Veld; Tarek-Veld=Nadia Tarek-Veld"),
    ]);
}

#[test]
fn names_that_may_be_one_persons_are() {
    check(&[
        (
            "O. Veld met Oram Veld. O. Tarek met Nadia Tarek.",
            "O. Veld=O. Veld; Oram Veld=O. Veld; O. Tarek=O. Tarek; Nadia Tarek=Nadia Tarek",
        ),
        ("J. Veld met John Veld. K. Veld left.", "J. Veld=J. Veld; John Veld=J. Veld; K. Veld=K. Veld"),
        ("Jon Veld met John Veld.", "Jon Veld=Jon Veld; John Veld=John Veld"),
        ("Mohamed Veld met Muhammad Veld.", "Mohamed Veld=Mohamed Veld; Muhammad Veld=Mohamed Veld"),
        (
            "Sergey Viktorovich Lavrov came. S. Lavrov left.",
            "Sergey Viktorovich Lavrov=Sergey Lavrov; S. Lavrov=Sergey Lavrov",
        ),
        (
            "Recep Tayyip Erdogan came. Tayyip Erdogan left.",
            "Recep Tayyip Erdogan=Recep Tayyip Erdoğan; Tayyip Erdogan=Recep Tayyip Erdoğan",
        ),
        (
            "Joe Biden and Hunter Biden came. Hunter left. Joe left.",
            "Joe Biden=Joe Biden; Hunter Biden=Hunter Biden; Hunter=Hunter Biden; Joe=Joe Biden",
        ),
        ("George W. Bush met George H.W. Bush.", "George W. Bush=George W. Bush; George H.W. Bush=George H.W. Bush"),
        (
            "J. Edgar Hoover met John Edgar Hoover.",
            "J. Edgar Hoover=J. Edgar Hoover; John Edgar Hoover=J. Edgar Hoover",
        ),
        (
            "Zine El Abidine Ben Ali came. Ben Ali left.",
            "Zine El Abidine Ben Ali=Zine El Abidine Ben Ali; Ben Ali=Zine El Abidine Ben Ali",
        ),
        ("Jacob Rees-Mogg came. Rees-Mogg left.", "Jacob Rees-Mogg=Jacob Rees-Mogg; Rees-Mogg=Jacob Rees-Mogg"),
        ("C. Rick Martin met Carmel Martin.", "C. Rick Martin=C. Rick Martin; Carmel Martin=C. Rick Martin"),
    ]);
}

#[test]
fn an_abbreviation_is_whose_letters_it_has() {
    check(&[
        (
            "The Grey Council (GC) met. The GC left. The council stayed.",
            "Grey Council=Grey Council; GC=Grey Council; GC=Grey Council; The council=Grey Council",
        ),
        (
            "The Lantern Liberation Front met. The LLF left. The front stayed.",
            "Lantern Liberation Front=Lantern Liberation Front; LLF=Lantern Liberation Front; The front=Lantern Liberation Front",
        ),
        (
            "The Northern Relief Union left. The N.R.U. left. XU said so.",
            "Northern Relief Union=Northern Relief Union; N.R.U.=Northern Relief Union; XU=XU",
        ),
    ]);
}

#[test]
fn whoever_is_named_in_a_description_stays_behind_whom_it_describes() {
    check(&[
        (
            "Nadia Tarek, mother of the victim Omar Tarek, came. Tarek left.",
            "Nadia Tarek=Nadia Tarek; Omar Tarek=Omar Tarek; Tarek=Nadia Tarek",
        ),
        (
            "It rained, said Oram Veld, the brother of Mayor Tom Veld. Veld left.",
            "Oram Veld=Oram Veld; Tom Veld=Tom Veld; Veld=Oram Veld",
        ),
        // A list, and somebody who comes by himself.
        (
            "Nadia Tarek, Omar Tarek and Ana Ruiz came. Tarek left.",
            "Nadia Tarek=Nadia Tarek; Omar Tarek=Omar Tarek; Ana Ruiz=Ana Ruiz; Tarek=Omar Tarek",
        ),
        (
            "Nadia Tarek came. Omar Tarek spoke. Tarek left.",
            "Nadia Tarek=Nadia Tarek; Omar Tarek=Omar Tarek; Tarek=Omar Tarek",
        ),
        (
            "Nadia Tarek, who met Omar Tarek, came. Tarek left.",
            "Nadia Tarek=Nadia Tarek; Omar Tarek=Omar Tarek; Tarek=Omar Tarek",
        ),
    ]);
}
