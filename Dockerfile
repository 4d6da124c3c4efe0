# Built from the hashed requirements, run as nobody in particular on a read-only file system.
# `tests/image/prove.py` builds and runs it where no engine is, and says what that proves.
FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /venv
COPY requirements.txt requirements-build.txt ./
# Wheels only: nothing of what is fetched is run while it is installed.
RUN /venv/bin/pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements.txt
RUN /venv/bin/pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements-build.txt
COPY pyproject.toml README.md LICENSE ./
COPY grammar grammar
COPY knowledge knowledge
COPY bot bot
# What builds goes again, and with it the libraries' own tests.
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /venv/bin/pip uninstall --yes setuptools pip \
    && find /venv -type d -name tests -prune -exec rm -r {} +

FROM python:3.13-slim
RUN groupadd --gid 10001 zhangben && useradd --uid 10001 --gid zhangben --create-home zhangben
COPY --from=build /venv /venv
# What is kept where there is no DATABASE_URL.
RUN mkdir /data && chown zhangben:zhangben /data
VOLUME /data
ENV XDG_DATA_HOME=/data MPLCONFIGDIR=/tmp
# Without a token: the demo, for whom the port 8090 is published to.
ENV DEMO_HOST=0.0.0.0
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 LANG=C.UTF-8
# By number, so that an orchestrator can see that it is not root.
USER 10001:10001
WORKDIR /home/zhangben
# Healthy while the running process answers; a light program, so that it may be asked often.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-m", "bot.health"]
ENTRYPOINT ["zhangben"]
CMD ["run"]
