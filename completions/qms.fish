complete --keep-order --exclusive --command qms --arguments "(COMPLETE=fish qms -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
