"""The skin at run time agrees with the body's mesh, and a damaged file is an error of the world."""

from __future__ import annotations

import json
import shutil
import zlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.pipeline.atlas_compare import changed
from assets.pipeline.glb import read_glb
from desktop_app.atlas.body import open_atlas
from desktop_app.atlas.mesh import SKIN, read_mesh
from desktop_app.atlas.skin import HEAD, MAGIC, Skin, load_skin
from desktop_app.domain.errors import NotFound, UnreadableFile
from desktop_app.domain.findings import Ground

ATLAS = Path(__file__).resolve().parents[2] / "assets" / "atlas"


@cache
def skin() -> Skin:
    return open_atlas(ATLAS).skin


@cache
def mesh() -> trimesh.Trimesh:
    vertices, faces = read_glb(ATLAS / "body.glb")[0][SKIN]
    return trimesh.Trimesh(vertices, faces, process=False)


def flags(mask: bytes) -> np.ndarray:
    return np.frombuffer(mask, dtype=bool)


def test_areas_are_those_of_the_mesh() -> None:
    areas = np.array(skin().areas)
    assert np.abs(areas - mesh().area_faces).max() <= 0.0006
    assert areas.sum() == pytest.approx(mesh().area, rel=1e-5)


def test_centres_and_normals_are_those_of_the_mesh() -> None:
    centres = np.array(skin().centres).reshape(-1, 3)
    assert np.abs(centres - mesh().triangles_center).max() < 1e-3
    assert skin().places[77] == pytest.approx(mesh().triangles_center[77], abs=1e-3)
    normals = np.array(skin().normals).reshape(-1, 3)
    corners = mesh().triangles
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    along = np.einsum("ij,ij->i", normals, across) / np.linalg.norm(across, axis=1)
    assert along.min() > 0.999


def test_neighbours_share_an_edge() -> None:
    near = np.array(skin().neighbours).reshape(-1, 3)
    found = {(min(a, b), max(a, b)) for a in range(len(near)) for b in near[a].tolist() if b >= 0}
    assert found == {(min(a, b), max(a, b)) for a, b in mesh().face_adjacency.tolist()}
    assert (near < 0).sum() == len(mesh().edges) - 2 * len(found)
    assert [list(row) for row in skin().around[:50]] == near[:50].tolist()


def test_the_mesh_reader_gives_what_the_pipeline_wrote() -> None:
    meshes = read_mesh(ATLAS / "body.glb")
    written, _ = read_glb(ATLAS / "body.glb")
    assert meshes.keys() == written.keys()
    for name, (vertices, faces) in written.items():
        assert np.array_equal(np.array(meshes[name].vertices).reshape(-1, 3), vertices)
        assert np.array_equal(np.array(meshes[name].corners).reshape(-1, 3), faces)


@pytest.mark.parametrize("ground", Ground)
def test_territories_divide_the_skin(ground: Ground) -> None:
    labels = skin().labels[ground]
    whole = bytes([1]) * skin().faces
    shares = skin().surfaces(whole, ground)
    assert shares.keys() == set(labels.names)
    assert sum(shares.values()) == pytest.approx(skin().surface(whole))
    for name in labels.territories:
        assert skin().surface(skin().territory(ground, name)) == pytest.approx(shares[name])
    with pytest.raises(NotFound, match=labels.territories[0]):
        skin().territory(ground, "elsewhere")


@given(st.integers(0, 2**32 - 1), st.sampled_from(Ground), st.floats(0.0, 1.0))
@settings(max_examples=20, deadline=None)
def test_the_shares_of_any_area_add_up(seed: int, ground: Ground, density: float) -> None:
    chosen = np.random.default_rng(seed).random(skin().faces) < density
    strengths = (chosen * 7).astype("u1").tobytes()
    shares = skin().surfaces(strengths, ground)
    assert sum(shares.values()) == pytest.approx(mesh().area_faces[chosen].sum(), rel=1e-4)
    assert sum(shares.values()) == pytest.approx(skin().surface(strengths))


def test_ready_made_parts_are_what_they_say() -> None:
    centres = mesh().triangles_center
    parts = {name: flags(mask) for name, mask in skin().regions.items()}
    toes = [parts[f"toe-{toe}"] for toe in range(1, 6)]
    assert np.array_equal(np.sum(toes, axis=0), parts["toes"])
    assert not (parts["sole"] & parts["dorsum"]).any()
    assert not (parts["arch"] & (parts["ball"] | parts["heel"])).any()
    assert not ((parts["ball"] | parts["arch"]) & ~parts["sole"]).any()
    assert not (parts["ball"] & parts["toes"]).any()
    assert mesh().face_normals[parts["sole"], 1].mean() < -0.8
    ankle, calf, knee = (parts[f"stocking-{name}"] for name in ("ankle", "mid-calf", "knee"))
    assert not (ankle & ~calf).any()
    assert not (calf & ~knee).any()
    for name in ("sole", "dorsum", "heel", "forefoot", "toes"):
        assert not (parts[name] & ~ankle).any(), name
    assert 8 < centres[ankle, 1].max() < 45
    assert 150 < centres[calf, 1].max() < 250
    assert 380 < centres[knee, 1].max() < 415
    for toe in range(1, 5):
        web = parts[f"web-{toe}-{toe + 1}"]
        for other in range(1, 6):
            touched = bool((web & parts[f"toe-{other}"]).any())
            assert touched == (other in (toe, toe + 1)), (toe, other)
    area = mesh().area_faces
    foot = area[parts["sole"] | parts["dorsum"] | parts["heel"]].sum()
    assert area[parts["sole"]].sum() == pytest.approx(foot * 0.37, rel=0.2)


@pytest.mark.parametrize("view", open_atlas(ATLAS).cameras)
def test_faces_are_seen_where_the_face_image_shows_them(view: str) -> None:
    picture = open_atlas(ATLAS).faces(view)
    rgb = np.frombuffer(picture.data, dtype="u1").reshape(-1, 3).astype(int)
    shown = rgb[:, 0] + 256 * rgb[:, 1] + 65536 * rgb[:, 2]
    shown = shown[shown > 0] - 1
    # Views of the foot also show, ever more faintly, some of the leg, which is not counted as seen,
    # and any view shows its rim slantwise.
    toward = np.array(open_atlas(ATLAS).camera(view).toward)
    squarely = mesh().face_normals @ toward > 0.21
    solid = shown[(mesh().triangles_center[shown, 1] < 20) & squarely[shown]]
    assert flags(skin().seen[view])[solid].mean() > 0.97
    slantwise = flags(skin().seen[view]) & (mesh().face_normals @ toward < 0.19)
    better = [
        flags(seen)
        & (mesh().face_normals @ np.array(open_atlas(ATLAS).camera(other).toward) > 0.21)
        for other, seen in skin().seen.items()
    ]
    assert not (slantwise & np.logical_or.reduce(better)).any()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("skin.bin", "body.glb"):
        shutil.copy(ATLAS / name, tmp_path / name)
    return tmp_path


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_damage_is_an_error_of_the_world(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "damaged-skin"
    folder.mkdir(exist_ok=True)
    if not (folder / "body.glb").exists():
        shutil.copy(ATLAS / "body.glb", folder)
    raw = bytearray((ATLAS / "skin.bin").read_bytes())
    at = data.draw(st.integers(0, 3000) | st.integers(0, len(raw) - 1))
    if data.draw(st.booleans()):
        raw[at] ^= data.draw(st.integers(1, 255))
    else:
        del raw[at:]
    (folder / "skin.bin").write_bytes(raw)
    with pytest.raises(UnreadableFile, match=r"skin\.bin.*Install"):
        load_skin(folder)


@pytest.mark.parametrize(
    "head",
    [
        b"[]", b"{}", b'{"parts":[]}', b'{"parts":[["areas",1]]}', b"\xff", b'{"parts":[7]}',
        b'{"parts":[],"mesh":"","faces":-1}',
    ],
)  # fmt: skip
def test_a_header_of_another_kind_is_an_error_of_the_world(folder: Path, head: bytes) -> None:
    (folder / "skin.bin").write_bytes(MAGIC + HEAD.pack(zlib.crc32(head), len(head)) + head)
    with pytest.raises(UnreadableFile, match=r"skin\.bin"):
        load_skin(folder)


def test_missing_files_are_errors_of_the_world(folder: Path) -> None:
    (folder / "skin.bin").unlink()
    with pytest.raises(UnreadableFile, match=r"skin\.bin"):
        load_skin(folder)
    (folder / "body.glb").unlink()
    with pytest.raises(UnreadableFile, match=r"body\.glb"):
        load_skin(folder)


@pytest.mark.parametrize("keep", [0, 11, 12, 500, 90_000])
def test_a_shortened_body_is_an_error_of_the_world(folder: Path, keep: int) -> None:
    raw = (folder / "body.glb").read_bytes()
    (folder / "body.glb").write_bytes(raw[:keep])
    with pytest.raises(UnreadableFile, match=r"body\.glb"):
        load_skin(folder)


def test_a_skin_of_another_body_is_refused(folder: Path) -> None:
    raw = bytearray((folder / "body.glb").read_bytes())
    document = json.loads(raw[20 : 20 + int.from_bytes(raw[12:16], "little")])
    node = next(node for node in document["nodes"] if node["name"] == SKIN)
    primitive = document["meshes"][node["mesh"]]["primitives"][0]
    accessor = document["accessors"][primitive["attributes"]["POSITION"]]
    start = 28 + int.from_bytes(raw[12:16], "little")
    raw[start + document["bufferViews"][accessor["bufferView"]]["byteOffset"]] ^= 1
    (folder / "body.glb").write_bytes(raw)
    with pytest.raises(UnreadableFile, match="another body"):
        load_skin(folder)


def test_the_check_names_the_part_that_is_out_of_date() -> None:
    raw = (ATLAS / "skin.bin").read_bytes()
    assert changed(raw, raw) == []
    _, length = HEAD.unpack_from(raw, len(MAGIC))
    at = len(MAGIC) + HEAD.size
    head = json.loads(raw[at : at + length])
    packed = raw[at + length :]
    parts = {}
    for name, size in head["parts"]:
        parts[name], packed = bytearray(zlib.decompress(packed[:size])), packed[size:]
    parts["region:sole"][:500] = bytes(b ^ 1 for b in parts["region:sole"][:500])
    parts["areas"][skin().faces] ^= 1
    body = {name: zlib.compress(part) for name, part in parts.items()}
    head["parts"] = [[name, len(part)] for name, part in body.items()]
    text = json.dumps(head).encode()
    whole = text + b"".join(body.values())
    found = changed(raw, MAGIC + HEAD.pack(zlib.crc32(whole), len(text)) + whole)
    assert [line.split(":")[0].split(" ")[0] for line in found] == ["/areas", "/region"]
