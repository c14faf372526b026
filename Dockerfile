# The review page for an office. docs/deploy.md says how to build and run it, and what must stand in front of it.
# EXTRAS=review,docx,pdf publishes Word and PDF too (larger by pandoc, Pango and a font).
FROM python:3.11-slim
ARG EXTRAS=review
RUN useradd --create-home review
RUN case ",$EXTRAS," in *,pdf,*) apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* ;; esac
COPY . /src
RUN pip install --no-cache-dir -c /src/constraints.txt "/src[$EXTRAS]" && rm -rf /src
USER review
EXPOSE 8321
ENTRYPOINT ["pcc-narrator", "review", "/report", "--no-browser", "--host", "0.0.0.0", "--port", "8321"]
CMD ["--user-header", "X-Remote-User", "--allow-host", "reports.example.org"]
