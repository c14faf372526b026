"""The shared vocabulary: small frozen types that every stage may use, and nothing else.

`period` (dates), `fact` (figures and what they speak of), `figure` (a figure as read in prose),
`flag` (exceptions), `outline` (what must be said), `claim` (what a text says, and the verdict).
"""
