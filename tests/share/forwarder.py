"""A tunnel for tests: it listens on a port of its own, and passes everything on to another.

python -m tests.share.forwarder PORT
"""

from __future__ import annotations

import asyncio
import sys

from tests.share.wire import PUBLIC


async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def main(port: int) -> None:
    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, here = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(pour(reader, here), pour(there, writer))
        except OSError:
            writer.close()

    server = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    own = server.sockets[0].getsockname()[1]
    print(f"your log is at http://{PUBLIC}:{own} now", file=sys.stderr, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
