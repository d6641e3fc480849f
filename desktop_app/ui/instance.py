"""One running copy per library: a second start hands its ref to the first and leaves."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QObject

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

ANSWER_MS = 1000
"""How long a running copy may take to answer before it is taken for dead."""

LONGEST_MESSAGE = 4096


def server_name(library: Path) -> str:
    """Return the name under which the copy that holds this library listens."""
    path = str(library.resolve()).encode()
    digest = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256)
    return f"yongquan-{bytes(digest.toHex().data()).decode()[:16]}"


def hand_over(library: Path, message: str) -> bool:
    """Send a ref (or nothing, to come to the front) to the running copy.

    Returns
    -------
    bool
        Whether a running copy has taken it.
    """
    name = server_name(library)
    if sys.platform != "win32" and not Path(QDir.tempPath(), name).exists():
        return False
    # The start counts milliseconds, and QtNetwork takes some to load.
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(ANSWER_MS):
        return False
    socket.write(message.encode()[:LONGEST_MESSAGE] + b"\n")
    return socket.waitForBytesWritten(ANSWER_MS) and socket.waitForReadyRead(ANSWER_MS)


class Doorbell(QObject):
    """Listens for later starts with the same library and passes on what they bring.

    Parameters
    ----------
    library
        Folder of the library this copy holds.
    on_message
        Called on the UI thread with the ref a later start was given, or an empty text.
    """

    def __init__(
        self, library: Path, on_message: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._on_message = on_message
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = server_name(library)
        if not self._server.listen(name):
            # What a killed copy left behind; a living one would have taken the message.
            QLocalServer.removeServer(name)
            self._server.listen(name)
        self._server.newConnection.connect(self._take)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _take(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(partial(self._read, socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_MESSAGE:
                socket.abort()
            return
        line = bytes(socket.readLine(LONGEST_MESSAGE + 1).data())
        socket.write(b"ok\n")
        socket.flush()
        socket.disconnectFromServer()
        self._on_message(line.decode("utf-8", "replace").strip())
