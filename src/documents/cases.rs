//! What a line is, when an article appeared and who wrote it, by what shows it.

use super::{Input, Layout, lay_out};

fn laid_out(text: &str) -> Layout {
    lay_out(Input { text, ..Input::default() })
}

fn roles(text: &str) -> String {
    laid_out(text).blocks.iter().map(|block| block.role.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_around_an_article_is_boilerplate() {
    for (text, expected) in [
        (
            "Talks fail in Sochi\n\nBy Ana Ruiz\n\nThe envoy left the hall on Monday.\n\nShare",
            "title byline body boilerplate",
        ),
        ("12,500\n\nThe envoy left the hall on Monday.", "boilerplate body"),
        ("Zadar 3 1 0 6 1 10\n\nThe envoy left the hall on Monday. He came back.", "boilerplate body"),
        ("News / Politics / Syria\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "boilerplate title body"),
        ("Example News > Middle East\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "boilerplate title body"),
        (
            "Research   Events   Blog   About\n\nTalks fail in Sochi\n\nThe envoy left the hall.",
            "boilerplate title body",
        ),
        (
            "The envoy, the minister / the mayor and the general / the judge left the great old hall\n\nThe envoy left the hall.",
            "title body",
        ),
        ("Home | World | Sport\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "boilerplate title body"),
        ("Sochi\tMoscow\tIdlib\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "boilerplate title body"),
        ("Sochi  Moscow  Idlib\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "boilerplate title body"),
        ("Talks fail in  Sochi\n\nThe envoy left the hall.", "title body"),
        ("• Talks failed   on Monday   again\n\nThe envoy left the hall.", "body body"),
        ("Opinion\n\nTalks fail in Sochi\n\nWORLD\n\nThe envoy left the hall.", "boilerplate title boilerplate body"),
        (
            "Сообщить об ошибке\n\nThe envoy left the hall on Monday, and the minister came back to it with his friends.",
            "boilerplate body",
        ),
        ("Лавров заявил, что переговоры окончены. Министр уехал.\n\nShare", "body boilerplate"),
        (
            "We use cookies. By continuing you agree.\n\nThe envoy left the hall.\n\nSign up for our newsletter\n\nhttps://example.org/a",
            "boilerplate body boilerplate boilerplate",
        ),
        (
            "Advertisement\n\nThe envoy left the hall.\n\nRead more: Talks fail\n\nHe came back.",
            "boilerplate body boilerplate body",
        ),
        ("Click here to subscribe\n\nThe envoy left the hall.\n\nFollow us on Twitter", "boilerplate body boilerplate"),
        ("The envoy left the hall.\n\n1.2k shares\n\nTags: Sochi, talks", "body boilerplate boilerplate"),
        ("0\nSHARES\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "boilerplate boilerplate title body"),
        (
            "Talks fail in Sochi, envoy says\n\nTalks fail in Sochi, envoy says\n\nThe envoy left the hall.",
            "title boilerplate body",
        ),
        ("Opinion\n\nA man of the hall\n\nThe envoy left the hall.", "boilerplate title body"),
        ("The envoy left the hall.\n\n5 comments\n\nSign in to comment", "body boilerplate boilerplate"),
        (
            "The envoy left the hall.\n\nRelated articles\nTalks fail\nEnvoy leaves",
            "body boilerplate boilerplate boilerplate",
        ),
        ("Related articles\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "boilerplate title body"),
        (
            "Share this article\nTweet\nPrint\n\nTalks fail in Sochi\n\nThe envoy left the hall.",
            "boilerplate boilerplate boilerplate title body",
        ),
        ("Sunday\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "boilerplate title body"),
        ("Copyright 2019 Example News\n\nThe envoy left the hall.", "boilerplate body"),
        ("— — —\n\nThe envoy left the hall.", "boilerplate body"),
        ("“…”\n\nThe envoy left the hall.", "boilerplate body"),
    ] {
        assert_eq!(roles(text), expected, "{text}");
    }
}

#[test]
fn a_headline_is_the_best_line_before_the_prose() {
    for (text, expected) in [
        ("Talks fail in Sochi.", "body"),
        ("Talks fail in Sochi", "title"),
        ("Will talks fail? They might!", "body"),
        ("“Talks fail. We leave” – UN", "body"),
        ("THE ENVOY LEFT\nthe hall on Monday.", "title body"),
        ("2019 was long\n\nThe envoy left the hall.", "title body"),
        ("$2bn deal fails\n\nThe envoy left the hall.", "title body"),
        // With a full stop, if nearly all words have capitals and nothing ends before.
        ("Talks Fail In Sochi On Monday.\n\nThe envoy left the hall.", "title body"),
        ("Talks Fail In The Hall Of Sochi On Monday.\n\nThe envoy left the hall.", "title body"),
        ("Talks fail in Sochi on Monday.\n\nThe envoy left the hall.", "body body"),
        ("Talks Fail In Sochi. Envoy Leaves On Monday.\n\nThe envoy left the hall.", "body body"),
        ("Will talks fail? Nobody knows!\n\nThe envoy left the hall.", "title body"),
        (
            "Will the talks in Sochi fail? Nobody in the hall knows what they will do there now!\n\nThe envoy left the hall.",
            "body body",
        ),
        ("talks fail in sochi\n\nThe envoy left the hall.", "body body"),
    ] {
        assert_eq!(roles(text), expected, "{text}");
    }
}

#[test]
fn dates_between_paragraphs_head_parts_of_the_article() {
    for (text, expected) in [
        (
            "Talks fail in Sochi\n\nThe envoy left the hall on Monday.\n\n12 May 2019\n\nHe came back to the hall.",
            "title body body body",
        ),
        (
            "Talks fail\n\nThe envoy left the hall on Monday.\n\nSochi, 12 May 2019\n\nHe came back to the hall.",
            "title body body body",
        ),
        ("12 May 2019\n\nThe envoy left the hall on Monday.\n\nHe came back to the hall.", "published body body"),
        ("Talks fail\n\nThe envoy left the hall on Monday.\n\n12 May 2019", "title body published"),
    ] {
        assert_eq!(roles(text), expected, "{text}");
    }
}

#[test]
fn a_line_that_is_all_there_is_is_the_article_unless_it_is_the_pages() {
    for (text, expected) in
        [("3,871 views", "boilerplate"), ("1996-08-30", "body"), ("12 May 2019", "body"), ("Share", "boilerplate")]
    {
        assert_eq!(roles(text), expected, "{text}");
    }
}

#[test]
fn comments_and_other_headlines_follow_their_headings() {
    for (text, expected) in [
        (
            "The envoy left the hall on Monday.\n\nHe came back.\n\nHe left again on Sunday.\n\nRead more\n\nTen best beaches\n\n— Ana Ruiz\n\nMore soon",
            "body body body boilerplate boilerplate boilerplate boilerplate",
        ),
        ("The envoy left the hall on Monday.\n\nTen best beaches", "body body"),
        (
            "3 Comments\n\nTalks fail in Sochi\n\nThe envoy left the hall on Monday, and he came back to it.",
            "boilerplate title body",
        ),
        (
            "The envoy left the hall on Monday, and he came back to it.\n\n3 Comments\n\nahmet62 says: this is a lie!\n\nI saw it all myself on Sunday.",
            "body boilerplate boilerplate boilerplate",
        ),
        (
            "The envoy left.\n\n3 Comments\n\nI saw it all myself on Sunday, when the envoy left the hall, and I know that he came back to it. I saw it all myself on Sunday, when the envoy left the hall.",
            "body boilerplate body",
        ),
        (
            "The talks began.\n\nMost Popular\nActor says he is sorry for it\nTen best beaches\n\nThe minister left the hall on Monday, and came back.",
            "body boilerplate boilerplate boilerplate body",
        ),
    ] {
        assert_eq!(roles(text), expected, "{text}");
    }
}

#[test]
fn captions_credit_a_picture_or_stand_twice() {
    for (text, expected) in [
        (
            "Talks fail\n\nThe envoy in Sochi (AFP photo)\n\nThe envoy left the hall on Monday.\n\nHe came back.",
            "title caption body body",
        ),
        (
            "Talks fail\n\nThe envoy in Sochi (AFP photo)\nThe envoy on May 3, 2019, in a file photo.\n\nThe envoy left the hall on Monday.",
            "title caption caption body",
        ),
        (
            "Talks fail\n\nThe envoy, pictured with his dog on the old bridge near the harbour of Sochi.\n\nThe envoy left the hall on Monday.\n\nThe envoy, pictured with his dog on the old bridge near the harbour of Sochi.",
            "title caption body caption",
        ),
        (
            "Talks fail\n\nThe envoy left the hall with his dog by the old bridge near the harbour.\n\nThe envoy left the hall with his dog by the old bridge near the harbour.\n\nHe left.",
            "title caption caption body",
        ),
        ("The envoy in Sochi (AFP photo)", "body"),
        ("The envoy left the hall.\n\nPhoto: Ana Ruiz", "body caption"),
        (
            "The envoy left the hall.\n\nHe came.\n\nA man in Sochi. Photo: Ana Ruiz\n\nHe went.",
            "body body caption body",
        ),
        ("A man in Sochi (Photo by Ana Ruiz)\n\nThe envoy left the hall.", "caption body"),
        ("Talks fail in Sochi\n\n[Ana Ruiz/Reuters]\n\nThe envoy left the hall.", "title caption body"),
        ("Talks fail in Sochi\n\nA man in the hall in Sochi (Ana Ruiz/AP)\n\nThe envoy left.", "title caption body"),
        (
            "Talks fail in Sochi\n\nOram Veld, right, in Sochi. Photograph: Ana Ruiz\n\nThe envoy left the hall.",
            "title caption body",
        ),
        ("A man in Sochi, left, and a woman, right, in a file photo.\n\nThe envoy left the hall.", "caption body"),
    ] {
        assert_eq!(roles(text), expected, "{text}");
    }
}

#[test]
fn authors_are_named_by_bylines_alone() {
    for (text, expected) in [
        ("Associated Press Writer\n\nThe envoy left the hall on Monday.", ""),
        ("By ANA RUIZ and TOM LEE, Associated Press\n\nThe envoy left the hall on Monday.", "ANA RUIZ|TOM LEE"),
        ("By Ana Ruiz in Sochi, Tom Lee and Jo May\n\nThe envoy left the hall on Monday.", "Ana Ruiz|Tom Lee|Jo May"),
        ("By Ana Ruiz | 12 May 2019\n\nThe envoy left the hall on Monday.", "Ana Ruiz"),
        ("by Ana Ruiz\n\nThe envoy left the hall on Monday.", "Ana Ruiz"),
        ("Written by Ana Ruiz for the Daily Lantern\n\nThe envoy left the hall on Monday.", "Ana Ruiz"),
        (
            "The envoy left.\n\n(Reporting by Ana Ruiz, Tom Lee and Jo May; Writing by Al Ray; Editing by Bo Fox)",
            "Ana Ruiz|Tom Lee|Jo May|Al Ray",
        ),
        ("The envoy left.\n\n(Additional reporting by Ana Ruiz in Ankara.)", "Ana Ruiz"),
        ("Talks fail in Sochi\n\nBy Ana Ruiz, 12 May 2019\n\nThe envoy left the hall.", "Ana Ruiz"),
        ("By Ana Ruiz.\n\nThe envoy left the hall.", "Ana Ruiz"),
    ] {
        assert_eq!(authors(text), expected, "{text}");
    }
}

#[test]
fn a_dateline_is_a_place_before_a_dash() {
    for (text, expected) in [
        ("MOSCOW, Feb 14 (Reuters) - The envoy left the hall.", "MOSCOW, Feb 14 (Reuters)"),
        ("MOSCOW (Reuters) - The envoy left the hall.", "MOSCOW (Reuters)"),
        ("Moscow (AFP) – The envoy left the hall.", "Moscow (AFP)"),
        ("MOSCOW: The envoy left the hall.", "MOSCOW"),
        ("Moscow: The envoy left the hall.", ""),
        ("BEIRUT, Lebanon — The envoy left the hall.", "BEIRUT, Lebanon"),
        ("BEIRUT/ANKARA (Reuters) - The envoy left the hall.", "BEIRUT/ANKARA (Reuters)"),
        ("NEW YORK, Jan. 3, 2020 /PRNewswire/ -- The envoy left the hall.", "NEW YORK, Jan. 3, 2020 /PRNewswire/"),
        (
            "SOCHI, Russia, 14 February 2020 (Lantern) — The envoy left the hall.",
            "SOCHI, Russia, 14 February 2020 (Lantern)",
        ),
        ("SOCHI (two men) — The envoy left the hall.", ""),
        ("WASHINGTON — President Oram Veld left the hall.", "WASHINGTON"),
        ("THE HAGUE, Netherlands (AP) _ The envoy left.", "THE HAGUE, Netherlands (AP)"),
        ("Talks fail\n\nSOCHI, May 3 (AP) —\n\nThe envoy left the hall.", "SOCHI, May 3 (AP) —"),
        ("The envoy left the hall.\n\nHe came.\n\nHe went.\n\nSOCHI (AP) — The end.", ""),
    ] {
        assert_eq!(dateline(text), expected, "{text}");
    }
}

#[test]
fn the_day_is_that_of_the_line_that_dates_the_article() {
    for (text, expected) in [
        ("12 May 2019\n\nThe envoy left the hall on Monday.\n\nHe came back to the hall.", "2019-05-12 dateline"),
        ("Talks fail\n\nThe envoy left the hall on Monday.\n\n12 May 2019", "2019-05-12 dateline"),
        ("By Ana Ruiz | 12 May 2019\n\nThe envoy left the hall on Monday.", "2019-05-12 dateline"),
        ("NEW YORK, Jan. 3, 2020 /PRNewswire/ -- The envoy left the hall.", "2020-01-03 dateline"),
        ("SOCHI, Russia, 14 February 2020 (Lantern) — The envoy left the hall.", "2020-02-14 dateline"),
        ("Published: 12 May 2019\n\nTalks fail\n\nThe envoy left the hall.", "2019-05-12 updated"),
        ("Last modified on Sun 12 May 2019 10.30 BST\n\nTalks fail\n\nThe envoy left the hall.", "2019-05-12 updated"),
        ("Updated: 14 May 2019\nPublished: 12 May 2019\n\nThe envoy left the hall.", "2019-05-12 updated"),
        ("Updated: 14 May 2019\n\nThe envoy left the hall.", "2019-05-14 updated"),
        ("Sunday, 12 May 2019\n\nThe envoy left the hall.", "2019-05-12 dateline"),
        ("The envoy left the hall on 12 May 2019.\n\n© 2021 Example News", "none"),
        (
            "A man in Sochi on Feb. 3, 2020. (AP Photo/Ana Ruiz)\n\nThe envoy left the hall on Monday.",
            "2020-02-03 text",
        ),
        ("A man in Sochi on Feb. 4, 2020. (AP Photo/Ana Ruiz)\n\nThe envoy left the hall on Monday, Feb. 10.", "none"),
        ("12 May 2019 | 10:30\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "2019-05-12 dateline"),
        ("May 12, 2019\n\nMay 14, 2019\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "2019-05-12 dateline"),
        (
            "Talks fail in Sochi\n\nMay 12, 2019\n\nUpdated May 14, 2019\n\nThe envoy left the hall.",
            "2019-05-12 dateline",
        ),
        ("Talks fail in Sochi\n\n25/06/2019\n\nThe envoy left the hall.", "2019-06-25 dateline"),
        ("Istanbul, TurkeySunday 12 May 2019\n\nTalks fail in Sochi\n\nThe envoy left the hall.", "none"),
    ] {
        assert_eq!(published(text), expected, "{text}");
    }
}

#[test]
fn a_text_long_enough_tells_its_language() {
    for (text, expected) in [
        (
            "Der Gesandte verließ am Montag den Saal, und der Minister kam mit seinen Freunden zurück in die Stadt.",
            "de",
        ),
        (
            "El enviado salió de la sala el lunes, y el ministro volvió con sus amigos a la ciudad para hablar de la paz.",
            "es",
        ),
        (
            "L'envoyé a quitté la salle lundi, et le ministre est revenu avec ses amis dans la ville pour parler de la paix.",
            "fr",
        ),
        (
            "Phái viên đã rời khỏi hội trường vào thứ Hai, và bộ trưởng đã trở lại thành phố cùng với bạn bè của mình.",
            "vi",
        ),
        (
            "Вчера министр уехал из города вместе со своими друзьями, чтобы поговорить о мире и о войне с соседями.",
            "ru",
        ),
        ("غادر المبعوث القاعة يوم الاثنين وعاد الوزير إلى المدينة مع أصدقائه للحديث عن السلام والحرب.", "ar"),
        (
            "Elçi pazartesi günü salondan ayrıldı ve bakan arkadaşlarıyla birlikte barış hakkında konuşmak için şehre döndü.",
            "tr",
        ),
    ] {
        assert_eq!(language(text), expected, "{text}");
    }
}

#[test]
fn a_language_that_the_caller_names_is_believed() {
    for code in [
        "ar", "az", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi",
        "hr", "hu", "hy", "id", "it", "ja", "ka", "ko", "lt", "lv", "mk", "nl", "no", "pl", "pt", "ro", "ru", "sk",
        "sl", "sr", "sv", "th", "tk", "tr", "uk", "ur", "uz", "vi", "zh",
    ] {
        let found = lay_out(Input { text: "Talks fail", language: Some(code), ..Input::default() }).language;
        assert_eq!(found.map(|found| (found.code, found.is_other)), Some((code, code != "en")), "{code}");
    }
    for unknown in ["", "xx", "language"] {
        let found = lay_out(Input { text: "Talks fail", language: Some(unknown), ..Input::default() }).language;
        assert_eq!(found, None, "{unknown:?}");
    }
}

fn authors(text: &str) -> String {
    laid_out(text).authors.iter().map(|author| author.of(text)).collect::<Vec<_>>().join("|")
}

fn dateline(text: &str) -> &str {
    laid_out(text).dateline.map_or("", |dateline| dateline.of(text))
}

fn published(text: &str) -> String {
    let found = laid_out(text).published;
    found.day.map(|day| format!("{day} ")).unwrap_or_default() + found.basis.as_str()
}

fn language(text: &str) -> String {
    laid_out(text).language.map_or(String::new(), |language| language.code.to_string())
}
