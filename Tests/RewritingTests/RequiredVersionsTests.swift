import FileSystem
import PythonSemantics
import Testing

@testable import Rewriting

@Suite struct RequiredVersionsTests {
    private func ranges(_ files: [Path: String], near path: Path = "app/main.py") -> [VersionRange] {
        RequiredVersions(ProjectIndex(Texts(files: files))).ranges(of: "fastapi", near: path)
    }

    @Test(arguments: [
        ("==0.115.0", "0.115", "0.115.1"), ("0.115", "0.115", "0.115.1"), ("=== 0.115.0", "0.115", "0.115.1"),
        ("==0.115.*", "0.115", "0.116"), (">=0.115.2,<1.0.0", "0.115.2", "1"), ("<1.0.0, >=0.114.2", "0.114.2", "1"),
        ("~=0.115.8", "0.115.8", "0.116"), ("~=0.115", "0.115", "1"), ("^0.109.0", "0.109", "0.110"),
        ("^0.109", "0.109", "0.110"), ("^1.2", "1.2", "2"), ("^0.0.3", "0.0.3", "0.0.4"),
        ("~0.109.1", "0.109.1", "0.110"),
        (">=0.110,!=0.111", "0.110", nil), (">= 0.110", "0.110", nil), (">0.110", "0.110", nil),
        ("<=0.115.4", nil, "0.115.5"), ("(>=0.1,<0.2)", "0.1", "0.2"), (">=0.118.0rc1", "0.118", nil),
        ("*", nil, nil), ("", nil, nil), ("^0.1 || ^0.2", nil, nil), ("@ git+https://host/fastapi", nil, nil),
    ])
    func specifiers(_ text: String, _ lowest: String?, _ limit: String?) throws {
        let range = VersionRange(text)
        #expect(range.lowest == lowest.flatMap { PackageVersion($0) })
        if range.isPinned {
            #expect(limit == "0.115.1")
        } else {
            #expect(range.limit == limit.flatMap { PackageVersion($0) })
        }
    }

    @Test func comparing() throws {
        let (old, new) = (PackageVersion(0, 106), PackageVersion(0, 118))
        #expect(VersionRange("==0.118.0").isAll(from: new))
        #expect(VersionRange(">=0.118").isAll(from: new))
        #expect(!VersionRange(">=0.117.9").isAll(from: new))
        #expect(!VersionRange("*").isAll(from: new))
        #expect(VersionRange("==0.105.9").isAll(before: old))
        #expect(!VersionRange("==0.106").isAll(before: old))
        #expect(VersionRange("^0.105").isAll(before: old))
        #expect(!VersionRange(">=0.105").isAll(before: old))
        #expect(!VersionRange(">=0.9.0").isAll(from: old))
    }

    @Test(arguments: [
        ("requirements.txt", "fastapi==0.115.0\n"),
        ("requirements.txt", "uvicorn\r\nFastAPI[all] == 0.115.0  # web\r\n"),
        ("requirements.txt", "fastapi==0.115.0 ; python_version > '3.8' \\\n    --hash=sha256:ab\n"),
        ("requirements.txt", "fastapi==0.115.0 \\\n    --hash=sha256:ab\n"),
        ("requirements.txt", "fastapi==0.115.0 --hash=sha256:ab\n"), ("requirements.in", "fastapi==0.115\n"),
        ("requirements/base.txt", "fastapi==0.115.0\n"),
        ("pyproject.toml", "[project]\ndependencies = ['x', 'fastapi[standard]==0.115.0']\n"),
        ("pyproject.toml", "[project.optional-dependencies]\nweb = ['fastapi==0.115.0']\n"),
        ("pyproject.toml", "[dependency-groups]\nweb = [{include-group = 'x'}, 'fastapi==0.115.0']\n"),
        ("pyproject.toml", "[tool.poetry.dependencies]\nfastapi = '0.115.0'\n"),
        ("pyproject.toml", "[tool.poetry.dependencies]\nFastAPI = {version = '0.115.0', extras = ['all']}\n"),
        ("poetry.lock", "[[package]]\nname = 'fastapi'\nversion = '0.115.0'\n"),
        (
            "uv.lock",
            "version = 1\n[[package]]\nname = 'x'\nversion = '1'\n[[package]]\nname = 'fastapi'\nversion = '0.115.0'\n"
        ),
        ("Pipfile", "[packages]\nfastapi = '==0.115.0'\n"),
        ("Pipfile.lock", "{\"_meta\": {}, \"default\": {\"fastapi\": {\"version\": \"==0.115.0\"}, \"x\": {}}}"),
        ("setup.cfg", "[options]\ninstall_requires =\n    fastapi==0.115.0\n"),
    ])
    func files(_ name: Path, _ text: String) {
        #expect(ranges([name: text]) == [.only(PackageVersion(0, 115))])
        #expect(ranges([Path("app").appending(name): text, name: "fastapi==1"]) == [.only(PackageVersion(0, 115))])
    }

    @Test(arguments: [
        ("requirements.txt", "# fastapi==0.115\nfastapi-users==1\nopentelemetry-instrumentation-fastapi==0.60\n"),
        ("pyproject.toml", "[project]\nkeywords = ['fastapi']\n"), ("pyproject.toml", "not [ toml"),
        ("pyproject.toml", "[[["), ("pyproject.toml", "[{{ name }}]\n"), ("uv.lock", "[\n"), ("uv.lock", "[[ =\n"),
        ("elsewhere/requirements.txt", "fastapi==0.115\n"), ("Pipfile.lock", "{"), ("poetry.lock", ""),
    ])
    func filesThatDoNotNameIt(_ name: Path, _ text: String) { #expect(ranges([name: text]).isEmpty) }

    @Test func pinsDecide() {
        let project = "[project]\ndependencies = ['fastapi>=0.100']\n"
        #expect(
            ranges(["pyproject.toml": project, "requirements.txt": "fastapi==0.115\n"]) == [
                .only(PackageVersion(0, 115))
            ])
        #expect(ranges(["pyproject.toml": project]) == [VersionRange(">=0.100")])
        #expect(ranges(["requirements.txt": "fastapi\n"]) == [.any])
        #expect(ranges(["requirements.txt": "fastapi @ git+https://host/x\n"]) == [.any])
    }

    @Test func listsIncludeOthers() {
        let files: [Path: String] = [
            "requirements.txt": "-r deploy/web.txt\n-r requirements.txt\n", "deploy/web.txt": "fastapi==0.115\n",
        ]
        #expect(ranges(files) == [.only(PackageVersion(0, 115))])
    }
}
