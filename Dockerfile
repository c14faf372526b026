# The review page for an office. docs/deploy.md says how to run it, and what must stand in front of it.
# Where this was written there is no container engine: this file was not built there. A test proves that its command
# line is one that the program takes.
FROM python:3.11-slim
RUN useradd --create-home review
COPY . /src
RUN pip install --no-cache-dir -c /src/constraints.txt '/src[review]' && rm -rf /src
USER review
EXPOSE 8321
ENTRYPOINT ["pcc-narrator", "review", "/report", "--no-browser", "--host", "0.0.0.0", "--port", "8321"]
CMD ["--user-header", "X-Remote-User", "--allow-host", "reports.example.org"]
