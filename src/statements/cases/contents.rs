//! What is told: before, behind and around its cue.

use super::{check, extracted};

#[test]
fn content_stands_before_behind_and_around_its_cue() {
    check(&[
        ("The road, the mayor said, was closed.", &["the mayor | said | The road + was closed |  | indirect say"]),
        (
            "The road was closed, the mayor said on Monday.",
            &["the mayor | said | The road was closed |  | indirect say"],
        ),
        (
            "The road was closed, according to the mayor.",
            &["the mayor | according to | The road was closed |  | indirect say"],
        ),
        (
            "According to the mayor, the road was closed.",
            &["the mayor | According to | the road was closed |  | indirect say"],
        ),
        (
            "A man who had left said the road was closed.",
            &["A man who had left | said | the road was closed |  | indirect say"],
        ),
        (
            "It was announced that the road was closed. It said that the road was closed.",
            &[
                " | was announced | that the road was closed |  | indirect announce",
                "It | said | that the road was closed |  | indirect say",
            ],
        ),
        (
            "“The road is closed,” a man said, and Lavrov, who stood by, nodded.",
            &["a man | said | “The road is closed,” |  | direct say"],
        ),
        (
            "The mayor said the road was “closed” and that “nobody” used it.",
            &["The mayor | said | the road was “closed” and that “nobody” used it |  | mixed say"],
        ),
        (
            "The mayor said the road was closed and that the bridge was open.",
            &["The mayor | said | the road was closed and that the bridge was open |  | indirect say"],
        ),
        (
            "The mayor said he had told the crowd that the road was closed.",
            &[
                "The mayor | said | he had told the crowd that the road was closed |  | indirect say",
                "  he | had told | that the road was closed | the crowd | indirect say",
            ],
        ),
        (
            "The mayor said that the army had said that the road was closed.",
            &[
                "The mayor | said | that the army had said that the road was closed |  | indirect say",
                "  the army | had said | that the road was closed |  | indirect say",
            ],
        ),
        (
            "“The mayor told me, ‘Go home,’ and I left,” Ana Ruiz said.",
            &[
                "Ana Ruiz | said | “The mayor told me, ‘Go home,’ and I left,” |  | direct say",
                "  “The mayor | told | ‘Go home,’ | me | direct say",
            ],
        ),
        (
            "Lavrov has not yet said that it rained. Lavrov will also be saying that it rained.",
            &[
                "Lavrov | has not yet said | that it rained |  | indirect say",
                "Lavrov | will also be saying | that it rained |  | indirect say",
            ],
        ),
        (
            "He said (in Sochi) that it rained. He said – in Sochi – that it rained.",
            &["He | said | that it rained |  | indirect say", "He | said | that it rained |  | indirect say"],
        ),
        ("The mayor said that he, too, was late.", &["The mayor | said | that he, too, was late |  | indirect say"]),
        (
            "The mayor warned that unless the road opened, he would leave.",
            &["The mayor | warned | that unless the road opened, he would leave |  | indirect warn"],
        ),
        (
            "The mayor reportedly said the road was closed.",
            &["The mayor | reportedly said | the road was closed |  | indirect say"],
        ),
        (
            "The mayor vowed that the road, bridge and tunnel would open.",
            &["The mayor | vowed | that the road, bridge and tunnel would open |  | indirect promise"],
        ),
        ("He said “it rained” and “it snowed”, and left.", &["He | said | “it rained” and “it snowed” |  | mixed say"]),
        (
            "Lavrov said it rained and Akar said it snowed.",
            &["Lavrov | said | it rained |  | indirect say", "Akar | said | it snowed |  | indirect say"],
        ),
        (
            "Lavrov announced the arrest and said it rained.",
            &["Lavrov | announced | the arrest |  | indirect announce", "Lavrov | said | it rained |  | indirect say"],
        ),
        (
            "Lavrov announced the arrest but had also warned that it rained.",
            &[
                "Lavrov | announced | the arrest |  | indirect announce",
                "Lavrov | had also warned | that it rained |  | indirect warn",
            ],
        ),
        (
            "Lavrov denied it and has since said that it rained.",
            &["Lavrov | denied | it |  | indirect deny", "Lavrov | has since said | that it rained |  | indirect say"],
        ),
        (
            "Lavrov would have said that it rained. Lavrov is saying that it rained.",
            &[
                "Lavrov | would have said | that it rained |  | indirect say",
                "Lavrov | is saying | that it rained |  | indirect say",
            ],
        ),
        (
            "Rain is likely, officials warned. Snow is unlikely, they added.",
            &[
                "officials | warned | Rain is likely |  | indirect warn",
                "they | added | Snow is unlikely |  | indirect say",
            ],
        ),
        (
            "There was rain, Lavrov said in Sochi, where he met Akar.",
            &["Lavrov | said | There was rain |  | indirect say"],
        ),
        (
            "As Lavrov said, it rained. As it rained, Lavrov said it snowed.",
            &["Lavrov | said | it rained |  | indirect say", "Lavrov | said | it snowed |  | indirect say"],
        ),
        (
            "If it rains, Lavrov said, he will go. When it rains, he said, he goes.",
            &[
                "Lavrov | said | If it rains + he will go |  | indirect say",
                "he | said | When it rains + he goes |  | indirect say",
            ],
        ),
        (
            "It rained, Lavrov said, adding that it snowed.",
            &["Lavrov | said | It rained |  | indirect say", "Lavrov | adding | that it snowed |  | indirect say"],
        ),
        (
            "“The talks are over,” said Petrov as he left the hall.",
            &["Petrov | said | “The talks are over,” |  | direct say"],
        ),
        (
            "“The talks are over,” said Petrov while leaving the hall.",
            &["Petrov | said | “The talks are over,” |  | direct say"],
        ),
        (
            "“The talks are over,” said a man who had left after he spoke.",
            &["a man who had left | said | “The talks are over,” |  | direct say"],
        ),
        (
            "Ankara announced the arrest and said a curfew would follow.",
            &[
                "Ankara | announced | the arrest |  | indirect announce",
                "Ankara | said | a curfew would follow |  | indirect say",
            ],
        ),
        (
            "Ankara announced an arrest of two men, and later said that a curfew would follow.",
            &[
                "Ankara | announced | an arrest of two men |  | indirect announce",
                "Ankara | later said | that a curfew would follow |  | indirect say",
            ],
        ),
        (
            "The mayor denied that it rained and warned that it would snow.",
            &[
                "The mayor | denied | that it rained |  | indirect deny",
                "The mayor | warned | that it would snow |  | indirect warn",
            ],
        ),
    ]);
}

#[test]
fn a_day_behind_a_thing_is_that_of_the_saying() {
    for (text, content, day) in [
        ("Khan rejected the offer Tuesday.", "the offer", Some("2020-02-11")),
        ("Akar condemned the attacks on Thursday.", "the attacks", Some("2020-02-13")),
        ("Lavrov denied the report late Wednesday.", "the report", Some("2020-02-12")),
        ("The minister praised Akar’s remarks on Monday.", "Akar’s remarks", Some("2020-02-10")),
        ("Akar criticized “the clown” Friday.", "“the clown”", Some("2020-02-14")),
        // A clause, what is yet to come, and a day that belongs to the thing.
        ("Akar said it rained Tuesday.", "it rained Tuesday", None),
        ("Akar vowed to leave on Friday.", "to leave on Friday", None),
        ("Akar announced a vote on 20 February.", "a vote on 20 February", None),
        ("Akar condemned the attack of Monday.", "the attack of Monday", None),
    ] {
        let record = extracted(text, Some("2020-02-15"));
        let [statement] = &record.statements[..] else { panic!("{text}: {:?}", record.statements) };
        let words: Vec<&str> = statement.content.iter().map(|span| span.of(text)).collect();
        assert_eq!(words.join(" + "), content, "{text}");
        assert_eq!(statement.said.map(|days| days.first().to_string()).as_deref(), day, "{text}");
    }
}
