"""The shape of studies, claims, conditions and topics: schema, file names, unique ids."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

DATA = Path(__file__).parents[2] / "data"
FOLDERS = ("studies", "claims", "conditions", "topics")
FILES = [path for folder in FOLDERS for path in sorted((DATA / folder).glob("*.yaml"))]


def _schema(folder: str) -> dict[str, Any]:
    text = (DATA / "schema" / f"{folder}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _problems(folder: str, content: dict[str, Any]) -> list[str]:
    validator = Draft202012Validator(_schema(folder))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(content)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_schema_is_valid_and_closed(folder: str) -> None:
    schema = _schema(folder)
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_file_fits_its_schema(path: Path) -> None:
    assert _problems(path.parent.name, _read(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_file_is_named_after_its_content(path: Path) -> None:
    content = _read(path)
    if path.parent.name == "claims":
        assert {claim["kind"] for claim in content["claims"]} == {path.stem}
    else:
        assert content.get("key", content.get("id")) == path.stem


def test_claim_ids_are_unique() -> None:
    ids = Counter(
        claim["id"] for path in (DATA / "claims").glob("*.yaml") for claim in _read(path)["claims"]
    )
    assert [name for name, count in ids.items() if count > 1] == []


def test_no_key_is_written_twice_in_a_file() -> None:
    class Strict(yaml.SafeLoader):
        """A loader that refuses a mapping with a repeated key."""

    def mapping(loader: Strict, node: yaml.MappingNode) -> dict[Any, Any]:
        keys = [loader.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"{node.start_mark}: repeated key"
        return loader.construct_mapping(node, deep=True)

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    for path in FILES:
        yaml.load(path.read_text(encoding="utf-8"), Loader=Strict)


def test_studies_and_claims_share_one_list_of_conditions() -> None:
    studies, claims = _schema("studies"), _schema("claims")
    assert studies["$defs"]["condition"] == claims["$defs"]["condition"]
    ids = {path.stem for path in (DATA / "conditions").glob("*.yaml")}
    assert ids <= set(claims["$defs"]["condition"]["enum"])


CLAIM = {
    "id": "a-claim",
    "kind": "circulation",
    "statement": "A statement that is long enough.",
    "certainty": "low",
    "why": "One small study.",
    "studies": [{"key": "chou-2012", "stance": "supports", "note": "In rats."}],
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"certainty": "certain"},
        {"kind": "hearsay"},
        {"points": ["ST036"]},
        {"meridians": ["XX"]},
        {"id": "A Claim"},
        {"studies": [{"key": "chou-2012", "stance": "proves", "note": "In rats."}]},
        {"studies": [{"key": "chou-2012", "stance": "supports"}]},
        {"certainty": "no-study"},
        {"certainty": "traditional"},
        {"effect": "large"},
    ],
    ids=str,
)
def test_a_wrong_claim_is_refused(wrong: dict[str, Any]) -> None:
    assert _problems("claims", {"claims": [CLAIM]}) == []
    assert _problems("claims", {"claims": [CLAIM | wrong]}) != []


def test_a_graded_claim_needs_a_study() -> None:
    bare = {key: value for key, value in CLAIM.items() if key != "studies"}
    assert _problems("claims", {"claims": [bare]}) != []
    assert _problems("claims", {"claims": [bare | {"certainty": "no-study"}]}) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"doi": "https://doi.org/10.1038/s41586-021-04001-4"},
        {"pmid": "PMID 34646018"},
        {"direction": "positive"},
        {"sample_size": 10},
        {"unsure_fields": ["colour"]},
        {"points": ["EX-LE10 (Bafeng)"]},
        {"acupoints": ["ST36"]},
    ],
    ids=str,
)
def test_a_wrong_study_is_refused(wrong: dict[str, Any]) -> None:
    study = _read(DATA / "studies" / "liu-s-2021.yaml")
    assert _problems("studies", study) == []
    assert _problems("studies", study | wrong) != []
