.PHONY: help run test clean-data

help:
	@echo "make run         starts the shop: http://localhost:8080/graphql"
	@echo "make test        runs every test"
	@echo "make clean-data  forgets the data of the local servers"

run:
	@eng/setup.sh
	@exec dotnet run --project Shop.AppHost

test:
	@eng/setup.sh test
	@eng/test.sh

clean-data:
	@rm -rf "$$(readlink -f Shop.AppHost/.data)" Shop.AppHost/.data
