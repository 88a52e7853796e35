// Every table and model that is compiled in: `tables.rs` makes constants of it, `build.rs` the hashes that provenance names.

knowledge! {
    tables {
        calendar {
            MONTHS = "months.tsv";
            WEEKDAYS = "weekdays.tsv";
        }
        furniture {
            LINES = "lines.tsv";
        }
        pages {
            BYLINES = "bylines.tsv";
            DATE_ORDER = "date_order.tsv";
            DAY_NAMES = "day_names.tsv";
            MARKS = "marks.tsv";
        }
        documents {
            AGENCIES = "agencies.tsv";
            ENGLISH = "english.tsv";
            PHOTO_CUES = "photo_cues.tsv";
            PLACES = "places.tsv";
            WORDS = "words.tsv";
        }
        segments {
            ABBREVIATIONS = "abbreviations.tsv";
            STARTERS = "starters.tsv";
            WORDS = "words.tsv";
        }
        phrases {
            REGISTER = "register.tsv";
        }
        tagging {
            AUXILIARIES = "auxiliaries.tsv";
            HEADLINE_WORDS = "headline_words.tsv";
            IRREGULAR = "irregular.tsv";
        }
        actors {
            ARMED_GROUPS = "armed_groups.tsv";
            BODIES = "bodies.tsv";
            CITIES = "cities.tsv";
            CLUBS = "clubs.tsv";
            COUNTRIES = "countries.tsv";
            FAMILY_FIRST = "family_first.tsv";
            FIRST_NAMES = "first_names.tsv";
            GIVEN_NAMES = "given_names.tsv";
            GOVERNMENTS = "governments.tsv";
            GROUPS = "groups.tsv";
            JOINING = "joining.tsv";
            MEDIA = "media.tsv";
            ORGANIZATIONS = "organizations.tsv";
            PARTICLES = "particles.tsv";
            PEOPLE = "people.tsv";
            REGIONS = "regions.tsv";
            SEVERAL = "several.tsv";
            TITLES = "titles.tsv";
            TRANSLITERATIONS = "transliterations.tsv";
            WIKIDATA = "wikidata.tsv";
            WORDS = "words.tsv";
        }
        dates {
            BOUNDS = "bounds.tsv";
            CARDINALS = "cardinals.tsv";
            CLAUSE_WORDS = "clause_words.tsv";
            DECADES = "decades.tsv";
            DEICTICS = "deictics.tsv";
            FILLERS = "fillers.tsv";
            FREQUENCIES = "frequencies.tsv";
            FUNCTION_WORDS = "function_words.tsv";
            GRAMMAR_WORDS = "grammar_words.tsv";
            HOLIDAYS = "holidays.tsv";
            NAMES = "names.tsv";
            NEIGHBOURS = "neighbours.tsv";
            NUMBERED = "numbered.tsv";
            OPEN_LENGTHS = "open_lengths.tsv";
            ORDINALS = "ordinals.tsv";
            OUTLOOK = "outlook.tsv";
            PARTS_OF_DAY = "parts_of_day.tsv";
            PHASES = "phases.tsv";
            QUANTITIES = "quantities.tsv";
            REFERENCES = "references.tsv";
            RELATIONS = "relations.tsv";
            SEASONS = "seasons.tsv";
            UNITS = "units.tsv";
            ZONES = "zones.tsv";
        }
        dating {
            CANDIDACIES = "candidacies.tsv";
            CONTESTS = "contests.tsv";
            EVENTS = "events.tsv";
            WORDS = "words.tsv";
        }
        statements {
            DEEDS = "deeds.tsv";
            GRAMMAR_WORDS = "grammar_words.tsv";
            NEGATION = "negation.tsv";
            NOUNS = "nouns.tsv";
            SPEAKERS = "speakers.tsv";
            TARGETS = "targets.tsv";
            VERBS = "verbs.tsv";
        }
        corpus {
            SPELLINGS = "spellings.tsv";
        }
    }
    models {
        CLUSTERS = "clusters.bin";
        NAMES = "names.bin";
        PAGES = "pages.bin";
        READER_ENCODER = "reader/encoder.onnx";
        READER_JUDGE = "reader/judge.bin";
        READER_ROLES = "reader/roles.onnx";
        READER_VOCABULARY = "reader/vocabulary.txt";
        STATEMENTS_CUES = "statements-cues.bin";
        STATEMENTS_JUDGE = "statements-judge.bin";
        STATEMENTS_ROLES = "statements-roles.bin";
        TAGGER = "tagger.bin";
    }
}
