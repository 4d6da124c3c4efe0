# Built from the hashed requirements, run as nobody in particular on a read-only file system.
FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY grammar grammar
COPY knowledge knowledge
COPY bot bot
RUN /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home zhangben
COPY --from=build /venv /venv
# What is kept where there is no DATABASE_URL.
RUN mkdir /data && chown zhangben /data
VOLUME /data
ENV XDG_DATA_HOME=/data
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 LANG=C.UTF-8
USER zhangben
WORKDIR /home/zhangben
# Healthy where the ledgers load and obey every rule.
HEALTHCHECK --interval=60s --timeout=20s --start-period=20s CMD ["zhangben", "ledger", "check"]
ENTRYPOINT ["zhangben"]
CMD ["run"]
