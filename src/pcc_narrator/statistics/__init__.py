"""Statistical methods: one small pure function each, with the rule or paper it follows.

They know nothing of measures or facts: numbers in, numbers out. docs/statistics.md says when each is used.
scipy is imported only where a distribution is needed, and only when it is needed.
"""
