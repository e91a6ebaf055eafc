.PHONY: test

test:
	@eng/test.sh
