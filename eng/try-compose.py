"""The trial of a composed shop: a tour, kill -9 of each container under load, data that outlive `down`, and a backup.

Usage: try-compose.py FOLDER COMPOSE [ARGUMENT…]   where FOLDER has the secrets and COMPOSE is the command with its files.
Python's own library alone is needed. Ends with 1 and a list of what is wrong.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid

FOLDER, COMPOSE = pathlib.Path(sys.argv[1]), sys.argv[2:]
SCRIPTS = pathlib.Path(__file__).parent.parent / "deploy" / "backup"
URL = "http://127.0.0.1:8080/graphql"
STOCK = 100_000
CUSTOMERS = 4
KILLED = ["gateway", "orders", "products", "users", "messaging", "postgres"]
# Errors after which the same request may come to another end; whatever else is said counts as refused.
TRANSIENT = {"SERVICE_UNAVAILABLE", "RATE_LIMITED"}
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Refused(Exception):
    """The shop's answer is an error that a repetition does not mend."""


def ask(query, token=None, **variables):
    """The data of an operation; ConnectionError where it is worth another try."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(URL, body, {"Content-Type": "application/json"})
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with OPENER.open(request, timeout=20) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        text = error.read().decode(errors="replace")
        if error.code < 500 and error.code != 429:
            raise Refused(f"{error.code} {text}") from error
        raise ConnectionError(text) from error
    except (OSError, ValueError) as error:
        raise ConnectionError(str(error)) from error
    for problem in answer.get("errors", []):
        code = problem.get("extensions", {}).get("code")
        raise (ConnectionError if code in TRANSIENT else Refused)(f"{code}: {problem['message']}")
    return answer["data"]


def ask_until(query, token=None, seconds=120, **variables):
    end = time.monotonic() + seconds
    while True:
        try:
            return ask(query, token, **variables)
        except ConnectionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def log_in(email, password):
    return ask_until("mutation ($e: String!, $p: String!) { login(input: {email: $e, password: $p}) { token } }",
                     e=email, p=password)["login"]["token"]


def new_customer():
    email = f"{uuid.uuid4().hex}@shop.example"
    ask_until('mutation ($e: String!) { registerUser(input: {email: $e, username: "Ann", type: 0, password: "long enough"})'
              " { id } }", e=email)
    return email


def compose(*arguments, check=True):
    result = subprocess.run([*COMPOSE, *arguments], capture_output=True, text=True, timeout=600)
    if check and result.returncode != 0:
        sys.exit(f"{' '.join(arguments)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
    return result.stdout.strip()


def inspect(service):
    container = compose("ps", "--quiet", service)
    output = subprocess.run(["docker", "inspect", container], capture_output=True, text=True, check=True).stdout
    return json.loads(output)[0]


def wait_until_healthy(service, seconds=180):
    """The seconds that it took."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if inspect(service)["State"].get("Health", {}).get("Status") == "healthy":
            return time.monotonic() - started
        time.sleep(0.5)
    print(compose("logs", "--tail", "40", service, check=False))
    sys.exit(f"{service} is not healthy after {seconds} s")


def up():
    started = time.monotonic()
    compose("up", "--detach")
    for service in KILLED:
        wait_until_healthy(service)
    return time.monotonic() - started


class Customer(threading.Thread):
    """Places an order after the other, each with a key, until it is told what became of it."""

    def __init__(self, product, enough):
        super().__init__(daemon=True)
        self.email, self.product, self.enough = new_customer(), product, enough
        self.orders, self.retries, self.refused = {}, 0, []

    def run(self):
        token = log_in(self.email, "long enough")
        while not self.enough.is_set():
            key, repeat = uuid.uuid4().hex, True
            while repeat:
                try:
                    order = ask("mutation ($p: ID!, $k: String!) { placeOrder(input: {idempotency_key: $k, order_products:"
                                " [{product_id: $p, quantity: 1}]}) { id status } }", token, p=self.product, k=key)
                    self.orders[order["placeOrder"]["id"]] = key
                    repeat = False
                except ConnectionError:
                    self.retries += 1
                    time.sleep(0.1)
                except Refused as error:
                    self.refused.append(str(error))
                    repeat = False
            time.sleep(0.02)


def statuses(customers):
    """What each order of the customers has come to."""
    found = {}
    for customer in customers:
        token, last = log_in(customer.email, "long enough"), None
        while page := ask_until("query ($after: ID) { orders(first: 100, after: $after) { id status } }", token,
                                after=last)["orders"]:
            found.update((order["id"], order["status"]) for order in page)
            last = page[-1]["id"]
    return found


def stock(product):
    return ask_until("query ($id: ID!) { product(id: $id) { stock } }", id=product)["product"]["stock"]


def dead_letters():
    lines = compose("exec", "-T", "messaging", "rabbitmqctl", "--quiet", "list_queues", "name", "messages").splitlines()
    return [line for line in lines if "dead" in line and not line.endswith("\t0")]


def in_postgres(script, data=None):
    """Runs a script of deploy/backup with the programs in the server's container; returns what it writes."""
    container = compose("ps", "--quiet", "postgres")
    subprocess.run(["docker", "cp", str(SCRIPTS / script), f"{container}:/tmp/"], check=True, capture_output=True)
    password = (FOLDER / "secrets" / "postgres-password").read_text().strip()
    variables = ["PGHOST=127.0.0.1", "PGUSER=postgres", f"PGPASSWORD={password}"]
    result = subprocess.run(
        ["docker", "exec", "-i", *(word for variable in variables for word in ("-e", variable)), container,
         "bash", f"/tmp/{script}", "-"], input=data, capture_output=True, timeout=300)
    if result.returncode != 0:
        sys.exit(f"{script} ended with {result.returncode}: {result.stderr.decode()}")
    return result.stdout


def restore(product, token, admin):
    """Backs the shop up, places an order, and puts it back; returns the order, of which nobody may know any more."""
    backup = in_postgres("backup.sh")
    lost = ask_until("mutation ($p: ID!) { placeOrder(input: {order_products: [{product_id: $p, quantity: 1}]}) { id } }",
                     token, p=product)["placeOrder"]["id"]
    compose("down")
    subprocess.run(["docker", "volume", "rm", "shop-messaging"], check=True, capture_output=True)
    compose("up", "--detach", "postgres")
    wait_until_healthy("postgres")
    in_postgres("restore.sh", backup)
    print(f"restore: {len(backup) >> 10} KiB, everything is healthy after {up():.1f} s")
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600))
    print(f"restore: {compose('run', '--rm', 'orders', 'resend', since).splitlines()[-1]}")
    print(f"restore: {compose('run', '--rm', '-e', f'ACCESS_TOKEN={admin}', 'orders', 'rebuild-copies').splitlines()[-1]}")
    return lost


def main():
    wrong = []
    print(f"up: everything is healthy after {up():.1f} s")
    admin = log_in("admin@shop.example", (FOLDER / "secrets" / "admin-password").read_text().strip())
    create = ('mutation ($s: Int!) { createProduct(input: {name: "Mug", description: "Holds tea", price: 250, stock: $s})'
              " { id stock } }")
    product = ask_until(create, admin, s=STOCK)["createProduct"]["id"]

    tour = new_customer()
    token = log_in(tour, "long enough")
    started = time.monotonic()
    first = ask_until("mutation ($p: ID!) { placeOrder(input: {order_products: [{product_id: $p, quantity: 2}]})"
                      " { id status price_total } }", token, p=product)["placeOrder"]
    print(f"tour: {first['status']}, {first['price_total']}, the first order took {time.monotonic() - started:.2f} s")

    enough = threading.Event()
    customers = [Customer(product, enough) for _ in range(CUSTOMERS)]
    for customer in customers:
        customer.start()
    for service in KILLED:
        time.sleep(8)
        before = sum(len(customer.orders) for customer in customers)
        os.kill(inspect(service)["State"]["Pid"], signal.SIGKILL)
        time.sleep(1)
        healthy = wait_until_healthy(service)
        print(f"kill -9 {service}: {before} orders before, healthy again after {healthy + 1:.1f} s")
        # The shop goes on by itself.
        before, limit = sum(len(customer.orders) for customer in customers), time.monotonic() + 60
        while sum(len(customer.orders) for customer in customers) == before:
            if time.monotonic() > limit:
                wrong.append(f"no order was placed in the minute after {service} had come back")
                break
            time.sleep(0.2)
    enough.set()
    for customer in customers:
        customer.join(timeout=240)
        wrong += [f"refused: {refusal}" for refusal in customer.refused]

    told = {order for customer in customers for order in customer.orders}
    for _ in range(60):
        found = statuses(customers)
        if "PENDING" not in found.values():
            break
        time.sleep(2)
    confirmed = sum(status == "CONFIRMED" for status in found.values())
    print(f"load: {len(told)} orders told, {confirmed} confirmed, {sum(c.retries for c in customers)} requests repeated")
    # A key that made two orders is an order that nobody was told of.
    wrong += [f"{order} was told and is {found.get(order, 'lost')}" for order in told if found.get(order) != "CONFIRMED"]
    wrong += [f"{order} was told to nobody" for order in found.keys() - told]
    left = stock(product)
    if left != STOCK - 2 - confirmed:
        wrong.append(f"stock is {left} instead of {STOCK - 2 - confirmed}")
    wrong += [f"dead letters: {line}" for line in dead_letters()]

    started = time.monotonic()
    compose("down")
    print(f"down: after {time.monotonic() - started:.1f} s")
    print(f"up again: everything is healthy after {up():.1f} s")
    if statuses(customers) != found or stock(product) != left:
        wrong.append("orders or stock are not what they were before down and up")

    lost = restore(product, token, admin)
    after = statuses(customers)
    if after != found or stock(product) != left or lost in after:
        wrong.append("orders or stock are not what they were when they were backed up")

    for service in ["users", "products", "orders", "gateway"]:
        started = time.monotonic()
        compose("stop", "--timeout", "40", service)
        state = inspect(service)["State"]
        print(f"stop {service}: exit code {state['ExitCode']} after {time.monotonic() - started:.1f} s")
        if state["ExitCode"] != 0:
            wrong.append(f"{service} ended with {state['ExitCode']} when it was stopped")

    for line in wrong[:20]:
        print(f"WRONG: {line}")
    print("try-compose: nothing was lost" if not wrong else f"try-compose: {len(wrong)} findings")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
