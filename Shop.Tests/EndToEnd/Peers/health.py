"""python health.py ADDRESS...: asks each server's grpc.health.v1 service, with the messages written by hand."""

import sys

import grpc

SERVING = b"\x08\x01"


def check(address):
    with grpc.insecure_channel(address) as channel:
        method = channel.unary_unary(
            "/grpc.health.v1.Health/Check",
            request_serializer=lambda request: request,
            response_deserializer=lambda response: response,
        )
        return method(b"", timeout=20)


print(all(check(address) == SERVING for address in sys.argv[1:]))
