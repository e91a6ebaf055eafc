"""Serves echo.v1.EchoService with grpcio; metadata tell what to do. Prints its port, and ends when stdin does."""
import asyncio
import sys

import grpc

happened = set()
codes = {code.value[0]: code for code in grpc.StatusCode}


def varint(number):
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    return bytes(encoded + bytes([number]))


async def handle(request, context):
    metadata = dict(context.invocation_metadata())
    echoed = tuple((key, value) for key, value in metadata.items() if key in ("x-text", "x-data-bin"))
    await context.send_initial_metadata(echoed)
    happened.add(f"{metadata.get('x-key')}-started")
    try:
        await asyncio.sleep(int(metadata.get("x-delay-ms", 0)) / 1000)
    except asyncio.CancelledError:
        happened.add(f"{metadata.get('x-key')}-cancelled")
        raise
    trailers = [*echoed, ("x-deadline", str(context.time_remaining()))]
    if "x-details-bin" in metadata:
        trailers.append(("grpc-status-details-bin", metadata["x-details-bin"]))
    context.set_trailing_metadata(tuple(trailers))
    code = int(metadata.get("x-status", 0))
    if "x-happened" in metadata:
        code = 0 if metadata["x-happened"] in happened else 5
    if code:
        context.set_code(codes[code])
        context.set_details(metadata.get("x-message-bin", b"").decode())
        return
    size = int(metadata.get("x-size", 0))
    message = b"\n" + varint(size) + b"x" * size if size else request
    for _ in range(int(metadata.get("x-count", 1))):
        await context.write(message)


async def main():
    server = grpc.aio.server(options=[("grpc.max_receive_message_length", 1024 * 1024)])
    method = grpc.unary_stream_rpc_method_handler(handle)
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("echo.v1.EchoService", {"Echo": method, "Count": method}),))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    print(port, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await server.stop(None)


asyncio.run(main())
