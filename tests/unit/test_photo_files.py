"""Photos as they come: what is kept, byte by byte, what is gone, and what is refused in one sentence."""

import io

import pillow_heif
import pytest
from photo_files import SECRETS, drawn, exif, heic, jpeg, png_claiming, saved
from PIL import Image

from inspektor.exchange import photo_boxes, photo_heif, photo_refused
from inspektor.exchange.photo import PhotoRefused, read_photo
from inspektor.exchange.photo_folder import FolderUnreadable, phones, photos_in
from inspektor.exchange.photo_small import small, small_file

GPS = 0x8825


def pixels(data: bytes) -> bytes:
    return pillow_heif.open_heif(data).to_pillow().tobytes()


def test_a_heic_keeps_its_picture_byte_by_byte_and_loses_where_and_by_whom_it_was_taken():
    received = heic()
    assert all(secret in received for secret in SECRETS)
    photo = read_photo(received)
    assert (photo.media_type, photo.width, photo.height, photo.only_jpeg) == ("image/heic", 640, 480, False)
    assert len(photo.data) == len(received)
    assert not any(secret in photo.data for secret in SECRETS)
    before, after = photo_boxes.layout(received), photo_boxes.layout(photo.data)
    (picture,) = [
        item for item in before.items if item.kind == b"hvc1" and item.number not in before.thumbnails
    ]
    assert all(received[a:b] == photo.data[a:b] for a, b in picture.spans)
    assert pixels(received) == pixels(photo.data)
    opened = pillow_heif.open_heif(photo.data)
    assert opened.info["thumbnails"] == []
    left = Image.Exif()
    left.load(opened.info["exif"])
    assert (dict(left), left.get_ifd(GPS)) == ({}, {})
    assert after.thumbnails == {}


def test_a_heic_has_a_jpeg_beside_it_that_tells_no_more():
    photo = read_photo(heic())
    assert photo.taken_at.isoformat() == "2026-11-26T10:11:12+01:00"
    with Image.open(io.BytesIO(photo.shown)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (640, 480), {})
    assert not any(secret in photo.shown for secret in SECRETS)


def test_what_hangs_behind_a_heic_is_cut_off_and_what_lies_between_is_emptied():
    received = heic()
    film = b"\x00\x00\x00\x1cmpvdNOTE-BY-THE-MAKER..." + b"SERIAL-4711"
    assert photo_heif.cleaned(received + film) == photo_heif.cleaned(received)
    with_notes = received + b"\x00\x00\x00\x13uuidSERIAL-4711" + b"\x00\x00\x00\x08mdat"
    cleaned = photo_heif.cleaned(with_notes)
    assert b"SERIAL" not in cleaned
    assert len(cleaned) == len(with_notes)
    assert pixels(cleaned) == pixels(received)


def test_a_heic_that_cannot_be_cleaned_safely_is_kept_as_a_jpeg_and_says_so():
    received = heic().replace(b"mdat", b"data", 1)  # the picture lies where nothing says that pictures lie
    photo = read_photo(received)
    assert (photo.only_jpeg, photo.media_type, photo.shown) == (True, "image/jpeg", None)
    assert not any(secret in photo.data for secret in SECRETS)


def test_a_jpeg_keeps_its_coded_picture_and_nothing_behind_it():
    received = jpeg(turn=6)
    photo = read_photo(received + jpeg() + b"SERIAL-4711")
    assert (photo.turn, photo.width, photo.height) == (6, 640, 480)
    assert not any(secret in photo.data for secret in SECRETS)
    scan = received[received.index(b"\xff\xda") :]
    assert photo.data.endswith(scan)
    with Image.open(io.BytesIO(photo.data)) as kept:
        assert dict(kept.getexif()) == {}


def test_a_jpeg_in_several_scans_is_kept_whole():
    received = saved(drawn(), "JPEG", progressive=True, exif=exif())
    with (
        Image.open(io.BytesIO(received)) as before,
        Image.open(io.BytesIO(read_photo(received).data)) as after,
    ):
        assert before.tobytes() == after.tobytes()


def test_a_phone_that_hides_a_second_picture_in_a_jpeg_is_read():
    out = io.BytesIO()
    drawn().save(out, "MPO", save_all=True, append_images=[drawn((64, 64))], exif=exif())
    photo = read_photo(out.getvalue())
    assert (photo.media_type, photo.width) == ("image/jpeg", 640)
    assert photo.data.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_what_not_every_program_shows_gets_a_jpeg_beside_it(mode):
    photo = read_photo(jpeg(mode=mode))
    assert (photo.shown is not None) == (mode == "CMYK")


def test_sixteen_bits_of_grey_are_shown_as_they_are_not_as_white():
    photo = read_photo(saved(Image.new("I;16", (32, 32), 0x8000), "PNG"))
    with Image.open(io.BytesIO(photo.shown)) as shown:
        assert 120 < shown.convert("L").getpixel((9, 9)) < 136


def test_the_camera_may_say_its_time_zone():
    photo = read_photo(saved(drawn((9, 9)), "JPEG", exif=exif(offset="+03:00")))
    assert photo.taken_at.isoformat() == "2026-11-26T10:11:12+03:00"


HOSTILE = {
    "nothing": (b"", photo_refused.EMPTY),
    "too large": (b"\xff\xd8\xff" + bytes(60_000_000), photo_refused.TOO_LARGE),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", photo_refused.DRAWING),
    "html": (b"\xef\xbb\xbf  <!DOCTYPE html><script>1</script>", photo_refused.DRAWING),
    "text": (b"hej", photo_refused.NO_PHOTO),
    "pdf": (b"%PDF-1.7", photo_refused.NO_PHOTO),
    "film": (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42" + bytes(99), photo_refused.FILM),
    "head of a jpeg": (b"\xff\xd8\xff\xe0", photo_refused.BROKEN),
    "half a jpeg": (jpeg((900, 900))[:9000], photo_refused.BROKEN),
    "half a png": (saved(drawn(), "PNG")[:3000], photo_refused.BROKEN),
    "half a webp": (saved(drawn(), "WEBP")[:3000], photo_refused.BROKEN),
    "half a heic": (heic()[:3000], photo_refused.BROKEN),
    "head of a heic": (heic()[:24], photo_refused.BROKEN),
    "a bomb": (png_claiming(60_000, 60_000), photo_refused.TOO_MANY_PIXELS),
    "a large bomb": (png_claiming(10_000, 9_000), photo_refused.TOO_MANY_PIXELS),
    "a lying png": (png_claiming(4_000, 4_000), photo_refused.BROKEN),
    "gif": (saved(drawn((9, 9)), "GIF"), photo_refused.NO_PHOTO),
    "moving png": (
        saved(drawn((9, 9)), "PNG", save_all=True, append_images=[drawn((9, 9), "L").convert("RGB")]),
        photo_refused.MOVES,
    ),
    "moving webp": (
        saved(drawn((9, 9)), "WEBP", save_all=True, append_images=[Image.new("RGB", (9, 9))]),
        photo_refused.MOVES,
    ),
    "moving heic": (heic().replace(b"ftypheic", b"ftyphevc", 1), photo_refused.MOVES),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_photo_is_refused_in_one_sentence(name):
    data, reason = HOSTILE[name]
    with pytest.raises(PhotoRefused) as refused:
        read_photo(data)
    assert refused.value.reason == reason
    assert refused.value.text().endswith(".")
    assert refused.value.advice()


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # what Pillow thinks of bent Exif
def test_no_shortened_or_bent_heic_does_more_than_be_refused():
    whole = heic((64, 48), thumbnail=0)
    for cut in range(0, len(whole), 37):
        bent = bytearray(whole)
        bent[cut] ^= 0xFF
        for data in (whole[:cut], bytes(bent)):
            try:
                photo = read_photo(data)
            except PhotoRefused:
                continue
            assert not any(secret in photo.data for secret in SECRETS)


@pytest.mark.parametrize("data", [jpeg((400, 200), turn=6), heic((200, 400))])
def test_a_small_picture_stands_upright(data, tmp_path):
    path = tmp_path / "bild"
    path.write_bytes(data)
    shown = small_file(path, 100)
    assert (shown.width, shown.height) == (50, 100)
    assert len(shown.rgb) == 3 * 50 * 100
    photo = read_photo(data)
    kept = small(photo.shown or photo.data, 100, photo.turn)
    assert (kept.width, kept.height) == (50, 100)


def test_no_small_picture_is_made_of_a_bomb_or_of_nothing(tmp_path):
    for number, data in enumerate((b"", b"hej", png_claiming(60_000, 60_000), heic()[:900])):
        path = tmp_path / f"bild {number}"
        path.write_bytes(data)
        assert small_file(path, 100) is None


# A phone's folder


def test_a_folder_tells_when_its_photos_were_taken_and_how_it_knows(tmp_path):
    inner = tmp_path / "DCIM" / "100NORR"
    inner.mkdir(parents=True)
    (inner / "IMG_1.JPG").write_bytes(jpeg((64, 48)))
    (inner / "IMG_2.HEIC").write_bytes(heic((64, 48), taken="2026:11:26 10:12:00"))
    (inner / "skärm.png").write_bytes(saved(drawn((9, 9)), "PNG"))
    (inner / "IMG_3.MOV").write_bytes(b"film")
    (tmp_path / "DCIM" / ".thumbnails").mkdir()
    (tmp_path / "DCIM" / ".thumbnails" / "1.jpg").write_bytes(jpeg((9, 9)))
    found = {photo.path.name: photo for photo in photos_in(tmp_path / "DCIM", None)}
    assert sorted(found) == ["IMG_1.JPG", "IMG_2.HEIC", "skärm.png"]
    assert found["IMG_1.JPG"].taken_at.isoformat() == "2026-11-26T10:11:12+01:00"
    assert found["IMG_2.HEIC"].taken_at.isoformat() == "2026-11-26T10:12:00+01:00"
    assert [found[name].by_camera for name in sorted(found)] == [True, True, False]


def test_a_phone_that_was_pulled_out_is_explained(tmp_path):
    with pytest.raises(FolderUnreadable) as trouble:
        photos_in(tmp_path / "borta", None)
    assert trouble.value.advice()


def test_a_phone_is_found_by_its_picture_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    dcim = tmp_path / "gvfs" / "mtp-phone" / "Internal storage" / "DCIM"
    dcim.mkdir(parents=True)
    assert dcim in phones()
