"""Writers that ask a language model, held by references, gates, tries and the template behind them."""
