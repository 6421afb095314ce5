"""Certificates as they should be, and those that no client may accept."""

from __future__ import annotations

import datetime as dt
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = dt.timedelta(days=1)


class Certificates:
    """A certificate authority, and servers that it signs for, or does not.

    What is wrong with a server's certificate stands in its name: `expired.example`, `early.example`,
    `wrong-name.example`, `self-signed.example`, `stranger.example` (signed by an authority that nobody knows),
    `nameless.example` (another's, and without the extension that names hosts), `bare-name.example` (its name only where
    clients no longer look: RFC 9525, 2). All others are sound.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._authority = _key()
        self._stranger = _key()
        self._leaf = _key()
        self._made: dict[str, ssl.SSLContext] = {}
        root = _certificate(
            "Authority of the tests", self._authority, "Authority of the tests", self._authority, names=()
        )
        self.root_file = folder / "root.pem"
        self.root_file.write_bytes(root.public_bytes(serialization.Encoding.PEM))

    def context(self, host: str) -> ssl.SSLContext:
        """Return the server side of TLS for `host`."""
        if host not in self._made:
            self._made[host] = self._make(host)
        return self._made[host]

    def _make(self, host: str) -> ssl.SSLContext:
        wrong = host.partition(".")[0]
        signer = {"self-signed": self._leaf, "stranger": self._stranger}.get(wrong, self._authority)
        issuer = host if wrong == "self-signed" else "Authority of the tests"
        names = {"wrong-name": ("other.example",), "nameless": (), "bare-name": ()}.get(wrong, (host,))
        since, until = {"expired": (-30, -1), "early": (1, 30)}.get(wrong, (-1, 1))
        subject = "other.example" if wrong == "nameless" else host
        made = _certificate(subject, self._leaf, issuer, signer, names=names, since=since, until=until)
        file = self._folder / f"{host}.pem"
        key = self._leaf.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(key + made.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def _key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    signer: ec.EllipticCurvePrivateKey,
    *,
    names: tuple[str, ...],
    since: int = -1,
    until: int = 1,
) -> x509.Certificate:
    """Return a certificate that holds from `since` until `until`, in days from now; of an authority without `names`."""
    now = dt.datetime.now(dt.UTC)
    is_authority = subject == "Authority of the tests"
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + since * DAY)
        .not_valid_after(now + until * DAY)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if names:
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
    return made.sign(signer, hashes.SHA256())
