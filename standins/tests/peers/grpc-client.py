"""Makes the calls that stdin lists (JSON) with grpcio and prints their outcomes. Messages are bytes in base64."""
import asyncio
import base64
import json
import sys

import grpc


def to_metadata(entries):
    return [(key, base64.b64decode(value) if key.endswith("-bin") else value) for key, value in (entries or {}).items()]


def from_metadata(metadata):
    entries = {}
    for key, value in metadata or ():
        text = base64.b64encode(value).decode() if isinstance(value, bytes) else value
        entries[key] = f"{entries[key]},{text}" if key in entries else text
    return entries


async def make(channel, call):
    started = channel.unary_stream(call["path"])(
        base64.b64decode(call["message"]),
        metadata=to_metadata(call.get("metadata")),
        timeout=call["deadlineMs"] / 1000 if call.get("deadlineMs") else None,
        compression=grpc.Compression.Gzip if call.get("gzip") else None,
    )
    if call.get("cancelAtHeaders"):
        await started.initial_metadata()
        started.cancel()
    messages = []
    try:
        async for message in started:
            messages.append(base64.b64encode(message).decode())
    except (grpc.aio.AioRpcError, asyncio.CancelledError):
        pass
    return {
        "messages": messages,
        "headers": from_metadata(await started.initial_metadata()),
        "trailers": from_metadata(await started.trailing_metadata()),
        "code": (await started.code()).value[0],
        "details": await started.details() or "",
    }


async def main():
    job = json.load(sys.stdin)
    options = [("grpc.max_receive_message_length", -1)]
    async with grpc.aio.insecure_channel(job["address"], options=options) as channel:
        print(json.dumps(await asyncio.gather(*(make(channel, call) for call in job["calls"]))))


asyncio.run(main())
