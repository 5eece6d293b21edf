"""`/api/` and `/api/<mart>.json|csv`, served by the process that serves the pages. Only read, never written.

Whoever reaches the pages reaches these addresses, and sees the same: there is one server, one store, and no other way in.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.answers import FORMATS, NoSuchMart, WrongAddress, as_json, index, mart_named, read
from warehouse.queries import NoWarehouse, Warehouse

JSON_TYPE, CSV_TYPE = "application/json; charset=utf-8", "text/csv; charset=utf-8"
# A build may be published at any moment: a kept answer is asked about again.
HEADERS = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
logger = logging.getLogger(__name__)


def routes(store: Path) -> list[Route]:
    """The routes over the warehouse of a store."""
    warehouse = Warehouse(store)

    # Not async: Starlette runs these in its threads, so that a long query keeps no page waiting.
    def all_marts(_request: Request) -> Response:
        return _told(lambda: _json(as_json(index(warehouse)).encode()))

    def one_mart(request: Request) -> Response:
        return _told(lambda: _rows(warehouse, request))

    return [Route("/api", all_marts), Route("/api/", all_marts), Route("/api/{name}", one_mart)]


def _rows(warehouse: Warehouse, request: Request) -> Response:
    name, _, form = request.path_params["name"].rpartition(".")
    if form not in FORMATS:
        expected = " 或 ".join(f"/api/视图.{form}" for form in FORMATS)
        raise NoSuchMart(f"读到 {request.url.path}, 应为 {expected}; 全部视图见 /api/")
    mart = mart_named(name)
    asked = {key: request.query_params.getlist(key) for key in request.query_params}
    found = read(warehouse, mart, asked)
    if form == "json":
        return _json(found.json())
    file_name = quote(f"{mart.label}_{found.build_id}.csv")
    return Response(
        found.csv(), media_type=CSV_TYPE, headers={**HEADERS, "Content-Disposition": f"attachment; filename*=UTF-8''{file_name}"}
    )


def _told(answer: Callable[[], Response]) -> Response:
    """The answer, or why there is none, in Chinese: {"error": …}."""
    try:
        return answer()
    except NoSuchMart as error:
        return _error(404, str(error))
    except WrongAddress as error:
        return _error(400, str(error))
    except NoWarehouse:
        return _error(503, "还没有数据仓库, 请先运行 python -m etl build")
    except Exception:
        logger.exception("an address of the api could not be answered")
        return _error(500, "读取数据仓库时出错, 请联系维护人员查看服务日志")


def _error(status: int, message: str) -> Response:
    return _json(as_json({"error": message}).encode(), status)


def _json(content: bytes, status: int = 200) -> Response:
    return Response(content, status, media_type=JSON_TYPE, headers=HEADERS)
