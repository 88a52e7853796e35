//! Headlines that report.

use super::check;

#[test]
fn a_headline_reports_by_a_colon_or_a_dash() {
    check(&[
        (
            "Lavrov: No deadline for Idlib withdrawal",
            &["Lavrov | : | No deadline for Idlib withdrawal |  | indirect say"],
        ),
        (
            "Russian minister Lavrov: No deadline for Idlib withdrawal",
            &["Russian minister Lavrov | : | No deadline for Idlib withdrawal |  | indirect say"],
        ),
        (
            "Lavrov : No deadline for Idlib withdrawal",
            &["Lavrov | : | No deadline for Idlib withdrawal |  | indirect say"],
        ),
        ("Lavrov:", &[]),
        ("Truce will hold, says Lavrov", &["Lavrov | says | Truce will hold |  | indirect say"]),
        ("‘We won’t leave’: Erdogan on the Syria posts", &["Erdogan | : | ‘We won’t leave’ |  | direct refuse"]),
        ("Aid trucks reach Aleppo – UN", &["UN |  | Aid trucks reach Aleppo |  | indirect say"]),
        ("Aid – UN", &[]),
        ("Aid trucks reach Aleppo. They left – UN", &[]),
        (
            "Aid trucks reach Aleppo – UN\n\nThe trucks left at dawn. They had waited.",
            &["UN |  | Aid trucks reach Aleppo |  | indirect say"],
        ),
        ("“Aid trucks reach Aleppo” – UN", &["UN |  | “Aid trucks reach Aleppo” |  | direct say"]),
        (
            "Russia says Turkey broke its promise on Idlib",
            &["Russia | says | Turkey broke its promise on Idlib |  | indirect say"],
        ),
    ]);
}

#[test]
fn a_name_and_a_colon_report_in_a_headline() {
    check(&[
        ("Akar:", &[]),
        ("Akar: talks are over", &["Akar | : | talks are over |  | indirect say"]),
        ("Turkish minister Akar: talks are over", &["Turkish minister Akar | : | talks are over |  | indirect say"]),
        (
            "Former minister Hulusi Akar: “Talks are over”",
            &["Former minister Hulusi Akar | : | “Talks are over” |  | direct say"],
        ),
        ("Why Akar: talks are over", &[]),
        ("Analysis: why the talks are over", &[]),
        ("“Talks are over”: Akar on the truce", &["Akar | : | “Talks are over” |  | direct say"]),
        ("“Talks are over”: Why it matters", &[]),
        ("Talks are over -- Akar", &["Akar |  | Talks are over |  | indirect say"]),
        ("Talks are over - the mayor", &[]),
    ]);
}
