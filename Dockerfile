# The wheels are built in a first stage, so that the image holds the installed program and nothing else.
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN pip wheel --no-cache-dir --wheel-dir /wheels ".[postgres,sentry]"

FROM python:3.13-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links=/wheels "verbatim-bot[postgres,sentry]" \
    && useradd --system --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin verbatim \
    && install --directory --owner=verbatim --group=verbatim --mode=0700 /data

# Only /data is written to: the rest may be mounted read-only. Secrets come from outside, when it runs.
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VERBATIM_CACHE=/data/cache \
    VERBATIM_DATA_FOLDER=/data \
    VERBATIM_HEALTH_PORT=8080 \
    VERBATIM_LISTEN_HOST=0.0.0.0 \
    VERBATIM_LISTEN_PORT=8080
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["verbatim"]
CMD ["run"]
