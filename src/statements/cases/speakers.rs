//! Whom the words for a speaker and an addressee stand for.

use super::extracted;
use crate::actors::LocalActorId;

#[test]
fn speaker_and_addressee_are_whom_their_words_stand_for() {
    for (text, expected) in [
        ("Guterres took the floor first.\n\n“The Charter is not a menu.”\n\nDelegates applauded.", "António Guterres"),
        ("And from the chair, Ana Ruiz:\n\n“She brings thirty years of service.”", "Ana Ruiz"),
        ("‘We won’t leave’: Erdogan on the Syria posts", "Recep Tayyip Erdoğan"),
        ("Aid trucks reach Aleppo – UN", "United Nations"),
        ("The spokesman for the ministry, Oram Veld, said it rained.", "Oram Veld"),
        ("Oram Veld, spokesman for the Turkish foreign ministry, said it rained.", "Oram Veld"),
        ("Sources close to Lavrov said it rained.", ""),
        ("Lavrov's spokeswoman said it rained.", ""),
        ("In a statement, Lavrov said it rained.", "Sergey Lavrov"),
        ("Lavrov, Akar and Zarif said it rained.", "Sergey Lavrov"),
        ("Putin's spokesman Dmitry Peskov said the talks were over.", "Dmitry Peskov"),
        ("Lavrov met Akar in Sochi. The Turkish minister said the talks were over.", "Hulusi Akar"),
        ("Tom Lee met Ana Ruiz. She said the talks were over.", "Ana Ruiz"),
        ("The foreign minister of Russia, Sergey Lavrov, said it rained.", "Sergey Lavrov"),
        ("Oram Veld of the Grey Council said it rained.", "Oram Veld"),
        ("The Grey Council (GC) chairman Oram Veld said it rained.", "Oram Veld"),
        ("Officials at the Grey Council said it rained.", ""),
        ("The head of the Grey Council said it rained.", ""),
        ("A statement from the Grey Council said it rained.", "Grey Council"),
        ("The Grey Council's statement said it rained.", "Grey Council"),
        ("A report by the Grey Council said it rained.", "Grey Council"),
        ("Turkey waited. The Turkish side said it rained.", "Turkey"),
        ("The leaders of Russia and Turkey said it rained.", "Russia"),
        ("A Hezbollah commander said it rained.", ""),
        ("Minister of Fog Oram Veld said it rained.", "Oram Veld"),
        ("The lawyer for Oram Veld said it rained.", ""),
        ("Oram Veld's lawyer, Nadia Tarek, said it rained.", "Nadia Tarek"),
        ("Oram Veld, who had left, said it rained.", "Oram Veld"),
        ("Russia and Turkey signed a truce. The truce says that arms must go.", "Russia"),
        ("The Anadolu agency said it rained.", "Anadolu Agency"),
        ("State media said it rained.", ""),
        ("Minister of the Russian Federation Shoigu said it rained.", "Sergei Shoigu"),
        ("Oram Veld, brother of Nadia Tarek, said it rained.", "Oram Veld"),
        ("Oram Veld, a man who met Nadia Tarek, said it rained.", "Oram Veld"),
        ("The UN urged the government of Turkey not to leave.", "United Nations to Government of Turkey"),
        ("Akar informed Lavrov that the raids had to end.", "Hulusi Akar to Sergey Lavrov"),
        ("Ankara asked Moscow to stop the raids.", "Turkey to Russia"),
    ] {
        let record = extracted(text, None);
        let name = |actor: Option<LocalActorId>| actor.map(|actor| record.actors.actors[actor.0 as usize].name.clone());
        let [.., statement] = &record.statements[..] else { panic!("{text}: {:?}", record.statements) };
        let to = name(statement.addressee_actor).map(|to| format!(" to {to}")).unwrap_or_default();
        assert_eq!(name(statement.speaker).unwrap_or_default() + &to, expected, "{text}");
    }
}
