.PHONY: help run test try-starts faults backup upgrade oversell attack malformed graphql-diff bench bench-compare bench-plot bench-relay bench-graphql dead-letters replay check-copies rebuild-copies clean-data schema manifest release-contracts api-in-use images

help:
	@echo "make run             starts the shop: http://localhost:8080/graphql"
	@echo "make test            runs every test"
	@echo "make try-starts      starts the shop on odd machines, needs root, CASES='proxy_without_no_proxy …'"
	@echo "make faults          takes the shop apart under load, MINUTES=3 SEED=42"
	@echo "make upgrade         goes from an older version to this one under load, FROM=HEAD~1 OPTIONS='--seconds 60'"
	@echo "make backup          backs the shop up under load and restores it, ROUNDS=5 SEED=1"
	@echo "make oversell        lets 50 buyers want 10 units, ROUNDS=200 times"
	@echo "make attack          lets strangers do their worst beside an honest client, ONLY=socket SECONDS=8"
	@echo "make malformed       sends what is broken over four protocols, N=100000 SEED=1"
	@echo "make graphql-diff    compares the engine with graphql-js, N=100000 SEED=1"
	@echo "make bench           measures the whole shop beside references, QUICK=1 FULL=1 ONLY='login,order('"
	@echo "make bench-compare   prints two of its results side by side, A=bench/results/….json B=…"
	@echo "make bench-plot      draws the newest of them into docs/, RESULT=bench/results/….json"
	@echo "make bench-relay     measures how events are relayed, EVENTS=20000 ROUNDS=5"
	@echo "make bench-graphql   measures the engine beside others, ROUNDS=5 SECONDS=10"
	@echo "make dead-letters    lists what no service could handle"
	@echo "make replay          handles it again, QUEUE=shop.orders"
	@echo "make check-copies    compares copies, SERVICE=orders ACCESS_TOKEN=…"
	@echo "make rebuild-copies  makes copies equal to their sources, as above"
	@echo "make images          builds an image of each service, REGISTRY=… TAG=… BASE=… ARCH='x64 arm64'"
	@echo "make schema          writes Shop.Gateway/schema.graphql anew"
	@echo "make manifest        writes deploy/aspire-manifest.json anew"
	@echo "make release-contracts  makes what is now the release that later versions are held to, VERSION=1.1"
	@echo "make api-in-use      lists anew what the shop uses of HotChocolate"
	@echo "make clean-data      forgets the data of the local servers"

run:
	@eng/setup.sh
	@exec eng/run.sh

test:
	@eng/setup.sh test
	@eng/test.sh

try-starts:
	@eng/setup.sh
	@eng/build.sh
	@eng/try-starts.sh $(CASES)

faults:
	@eng/setup.sh test
	@dotnet run --project Shop.Faults -- $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED))

upgrade:
	@eng/setup.sh test
	@eng/try-upgrade.sh $(or $(FROM),HEAD~1) $(OPTIONS)

graphql-diff:
	@eng/setup.sh test
	@GRAPHQL_DIFF_N=$(or $(N),100000) GRAPHQL_DIFF_SEED=$(or $(SEED),1) dotnet test graphql/tests/GraphQL.Tests --nologo -c Release \
		--filter FullyQualifiedName~Differential --logger "console;verbosity=detailed"

backup:
	@eng/setup.sh test
	@dotnet run --project Shop.Faults -- backup $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SEED),--seed $(SEED))

oversell:
	@eng/setup.sh test
	@dotnet run --project Shop.Faults -- oversell --rounds $(or $(ROUNDS),200)

attack:
	@eng/setup.sh test
	@dotnet run --project Shop.Faults -- attack $(if $(SECONDS),--seconds $(SECONDS)) $(if $(ONLY),--only "$(ONLY)")

malformed:
	@eng/setup.sh test
	@dotnet run --project Shop.Faults -- malformed $(if $(N),--requests $(N)) $(if $(SEED),--seed $(SEED))

bench:
	@eng/setup.sh servers
	@dotnet run -c Release --project bench/shop -- $(if $(QUICK),--rounds 1 --warm-up 1) $(if $(FULL),--rounds 5 --seconds 5 --warm-up 5) $(if $(ONLY),--only "$(ONLY)") $(OPTIONS)

bench-compare:
	@dotnet run -c Release --project bench/shop -- compare $(A) $(B)

bench-plot:
	@dotnet run -c Release --project bench/shop -- plot $(RESULT)

bench-relay:
	@eng/setup.sh test
	@dotnet run -c Release --project bench/relay -- $(if $(EVENTS),--events $(EVENTS)) $(if $(ROUNDS),--rounds $(ROUNDS))

bench-graphql:
	@eng/setup.sh bench
	@dotnet run -c Release --project bench/graphql -- $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SECONDS),--seconds $(SECONDS))

dead-letters:
	@eng/operate.sh orders dead-letters $(QUEUE)

replay:
	@eng/operate.sh orders replay $(QUEUE)

check-copies rebuild-copies:
	@ACCESS_TOKEN="$(ACCESS_TOKEN)" eng/operate.sh "$(SERVICE)" $@

schema:
	@UPDATE_SCHEMA=1 dotnet test Shop.Tests --filter FullyQualifiedName~Shop.Tests.Gateway.SchemaTests

manifest:
	@UPDATE_MANIFEST=1 dotnet test Shop.Tests --filter FullyQualifiedName~Shop.Tests.AppHost.ManifestTests

release-contracts:
	@eng/setup.sh test
	@eng/release-contracts.sh "$(VERSION)"

clean-data:
	@rm -rf "$$(readlink -f Shop.AppHost/.data)" Shop.AppHost/.data

# Rewrites graphql/api-in-use.txt from what the built assemblies reference.
api-in-use:
	@REWRITE_API_IN_USE=true dotnet test Shop.Tests --nologo --filter FullyQualifiedName~ApiInUseTests

images:
	@eng/images.sh
