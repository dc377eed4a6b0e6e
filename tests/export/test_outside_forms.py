from __future__ import annotations

import csv
import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from marsad.export import Options, Records, View, export
from marsad.export.acled import acled_columns, acled_rows
from marsad.export.countries import country
from marsad.export.ged import ged_columns, ged_rows, priogrid
from marsad.export.loss import Loss
from marsad.export.web_annotations import web_annotations
from tests.export.samples import readings, records

# ACLED, data columns since March 2023, as its exports head them.
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
# UCDP GED 25.1.
GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8", newline="")))


@pytest.mark.parametrize(("form", "header"), [("acled", ACLED), ("ucdp-ged", GED)])
def test_columns_by_name_and_order(form: str, header: str, tmp_path: Path) -> None:
    export(records(), form, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines()[0] == header
    assert header.split(",") == (acled_columns() if form == "acled" else ged_columns())


def test_acled_rows_hold_what_is_known_and_nothing_else(tmp_path: Path) -> None:
    export(records(), "acled", tmp_path / "out.csv")
    rows = {row["sub_event_type"]: row for row in rows_of(tmp_path / "out.csv")}
    arrest = rows["Arrests"]
    assert (arrest["event_date"], arrest["time_precision"], arrest["iso"]) == ("2024-06-06", "1", "504")
    assert (arrest["actor1"], arrest["inter1"], arrest["fatalities"]) == ("BCIJ", "State forces", "")
    clash = rows["Armed clash"]
    assert (clash["event_date"], clash["year"], clash["time_precision"]) == ("", "2023", "3")
    assert (clash["fatalities"], clash["geo_precision"]) == ("20", "3")


def test_ged_rows_add_the_sides_and_give_periods_with_their_precision(tmp_path: Path) -> None:
    export(records(), "ucdp-ged", tmp_path / "out.csv")
    rows = {row["where_coordinates"]: row for row in rows_of(tmp_path / "out.csv")}
    gao, mopti = rows["Gao"], rows["Mopti"]
    assert (gao["best"], gao["deaths_unknown"], gao["where_prec"], gao["date_prec"]) == ("14", "14", "1", "1")
    assert (mopti["type_of_violence"], mopti["side_a"], mopti["side_b"]) == ("1", "Government of Mali", "JNIM")
    assert (mopti["deaths_a"], mopti["deaths_b"], mopti["best"]) == ("6", "14", "20")
    assert (mopti["date_start"], mopti["date_end"], mopti["date_prec"]) == ("2023-03-01", "2023-03-31", "4")
    assert (mopti["country_id"], mopti["region"], mopti["where_prec"]) == ("432", "Africa", "4")


def test_the_loss_report_names_what_was_left_out_and_why(tmp_path: Path) -> None:
    counts = export(records(), "ucdp-ged", tmp_path / "out.csv")
    loss = json.loads((tmp_path / "out.csv.loss.json").read_bytes())
    assert (loss["rows"], len(loss["out_of_scope"])) == (counts["events"], counts["out of scope"]) == (2, 8)
    assert {one["reason"] for one in loss["out_of_scope"]} == {
        "a total over several events", "arrest: no use of armed force",
    }  # fmt: skip
    assert "counts.injured" in loss["fields_without_home"]
    assert "out of scope, no row" in (tmp_path / "out.csv.loss.txt").read_text("utf-8").lower()
    export(records(), "acled", tmp_path / "acled.csv")
    loss = json.loads((tmp_path / "acled.csv.loss.json").read_bytes())
    kept = next(one for one in loss["values_collapsed"] if one["field"] == "counts.arrested")
    assert (kept["kept"], kept["dropped"]) == (4, ["5 (Le Journal du Détroit)"])
    assert any(one["field"] == "event_date" for one in loss["precision_coarsened"])


def test_every_event_has_a_row_or_a_reason() -> None:
    plain = list(records().events())
    changed = [replace(one, id=f"{one.id}-{n}", **change) for one in plain for n, change in enumerate(CHANGES)]
    events = plain + changed
    source = Records.of(readings(), events)
    for rows in (acled_rows, ged_rows):
        loss = Loss("any")
        found = [row.get("event_id_cnty") or row["id"] for row in rows(View(source), loss)]
        told = [one["id"] for one in loss.out_of_scope if one["id"].startswith("v-")]
        assert sorted([*found, *told]) == sorted(event.id for event in events)


CHANGES = (
    {"stage": "alleged"},
    {"stage": "foiled"},
    {"country": None},
    {"type": "prosecution"},
    {"type": "transfer"},
    {"type": "seizure"},
    {"places": ()},
    {"counts": {}},
    {"date": replace(next(records().events()).date, start=None, end=None, precision="unknown")},
    {"date": replace(next(records().events()).date, start="2020", end="2020", precision="year")},
    {"date": replace(next(records().events()).date, start="2020-01-02", end="2020-01-08")},
)


def test_priogrid_numbers_are_ucdps() -> None:
    assert priogrid(32.74804, 68.39877) == 176897
    assert priogrid(34.531094, 69.162796) == 179779
    assert priogrid(90, 180) == 259200


def test_countries_have_the_numbers_of_ucdp() -> None:
    morocco = country("MA")
    assert morocco and (morocco.numeric, morocco.gw, morocco.region) == (504, 600, "Africa")
    assert country("XX") is None


def test_regions_are_ucdps() -> None:
    path = Path(__file__).parents[3] / "shared" / "data" / "ucdp" / "ged_25_1_event_sample_9972.csv.gz"
    if not path.exists():
        pytest.skip("UCDP's sample is not here")
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        regions = {row["country"]: row["region"] for row in csv.DictReader(stream)}
    codes = {"MA": "Morocco", "EG": "Egypt", "TR": "Turkey", "GE": "Georgia", "PG": "Papua New Guinea", "MX": "Mexico"}
    for code, name in codes.items():
        found = country(code)
        assert found is not None and found.region == regions[name]


@pytest.mark.parametrize("options", [Options(), Options(full_quotes=True), Options(full_quotes=True, mask=False)])
def test_selectors_resolve_to_the_text_as_exported(options: Options) -> None:
    view = View(records(), options)
    texts = {id: view.document(id).text for id in records().origins()}  # type: ignore[union-attr]
    found = list(web_annotations(view))
    assert len({one["id"] for one in found}) == len(found) == 64
    for one in found:
        position, quote = one["target"]["selector"]
        text = texts[one["target"]["marsad:document"]]
        words = text[position["start"] : position["end"]]
        assert words.startswith(quote["exact"]) if quote.get("shortened") else words == quote["exact"]
        assert text[: position["start"]].endswith(quote.get("prefix", ""))
        assert text[position["end"] :].startswith(quote.get("suffix", ""))


def test_an_annotation_of_a_claim_shows_whose_it_is() -> None:
    claims = [one for one in web_annotations(View(records())) if "marsad:stance" in one["body"]]
    assert [one["body"]["marsad:speaker"] for one in claims] == ["An opposition leader"]


# schema.org 29: the properties that these types and the types above them have (of those that a review could use).
THING = {"alternateName", "description", "identifier", "image", "name", "sameAs", "url"}
WORK = THING | {
    "about", "abstract", "author", "citation", "creativeWorkStatus", "creditText", "dateModified", "datePublished",
    "headline", "inLanguage", "isBasedOn", "keywords", "license", "publisher", "text", "version",
}  # fmt: skip
SCHEMA = {
    "CreativeWork": WORK,
    "Claim": WORK | {"appearance", "claimInterpreter", "firstAppearance"},
    "ClaimReview": WORK | {"claimReviewed", "itemReviewed", "reviewAspect", "reviewBody", "reviewRating"},
    "Organization": THING | {"legalName", "logo", "parentOrganization"},
}


def _check(value: object) -> None:
    if isinstance(value, dict):
        assert set(value) - {"@id", "@type"} <= SCHEMA[value["@type"]], value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check(inner)


def test_claim_reviews_are_drafts_in_schema_orgs_words(tmp_path: Path) -> None:
    export(records(), "claimreview", tmp_path / "reviews.jsonld")
    document = json.loads((tmp_path / "reviews.jsonld").read_bytes())
    assert document["@context"] == "https://schema.org"
    assert len(document["@graph"]) == 4
    for review in document["@graph"]:
        _check(review)
        assert "reviewRating" not in review
        assert review["creativeWorkStatus"] == "Draft"
        assert review["author"]["name"].startswith("[") and review["url"].startswith("[")
    conflict = next(one for one in document["@graph"] if one["name"] == "sum: conflicts")
    assert all(claim["creditText"] and claim["text"] for claim in conflict["itemReviewed"])


# followthemoney 4.11: properties of Event (Interval, Thing), Article (Document), Organization and PublicBody.
FTM = {
    "Event": {"name", "date", "startDate", "endDate", "country", "location", "summary", "keywords", "involved", "proof",
              "recordId", "sourceUrl", "publisher", "notes"},
    "Article": {"title", "sourceUrl", "publisher", "publishedAt", "language"},
    "Organization": {"name", "country"},
    "PublicBody": {"name", "country"},
}  # fmt: skip


def test_follow_the_money_has_events_and_no_persons(tmp_path: Path) -> None:
    export(records(), "ftm", tmp_path / "entities.jsonl")
    found = [json.loads(line) for line in (tmp_path / "entities.jsonl").read_text("utf-8").splitlines()]
    ids = {one["id"] for one in found}
    assert len(ids) == len(found)
    for one in found:
        assert set(one["properties"]) <= FTM[one["schema"]]
        assert all(isinstance(value, str) and value for values in one["properties"].values() for value in values)
        assert set(one["properties"].get("involved", [])) | set(one["properties"].get("proof", [])) <= ids
