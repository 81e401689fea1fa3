"""Works out every figure and sentence once, as nodes that know nothing of Word or Excel."""
