using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Browser;

/// <summary>A page in a real browser without a window, driven by Chromium's DevTools protocol.</summary>
internal sealed class Chromium : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private static readonly string[] s_flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
        "--remote-debugging-port=0", "about:blank",
    ];

    private static readonly JsonSerializerOptions s_format =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly TemporaryFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private readonly string? _session;
    private int _lastId;

    private Chromium(string executable)
    {
        _process = Process.Start(new ProcessStartInfo(executable, [.. s_flags, $"--user-data-dir={_profile.Path}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        try
        {
            string[] place = DebuggingPlace();
            _socket.ConnectAsync(new Uri($"ws://127.0.0.1:{place[0]}{place[1]}"), default).Wait(s_patience);
            string target = (string)Send("Target.createTarget", new { url = "about:blank" })["targetId"]!;
            _session = (string)Send("Target.attachToTarget", new { targetId = target, flatten = true })["sessionId"]!;
            foreach (string domain in (string[])["Page", "Runtime", "Network", "Log"])
                Send($"{domain}.enable");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the page complained of: errors of the console, exceptions, refused resources.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Addresses that the page asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Starts the browser of this machine, or tells why there is none.</summary>
    public static Chromium Start()
    {
        string[] names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
        if (!names.Any(File.Exists) && OperatingSystem.IsLinux() && Environment.UserName == "root")
            Install();
        if (names.FirstOrDefault(File.Exists) is not { } executable)
        {
            Assert.Inconclusive("There is no Chromium here, and it can't be installed by apt-get.");
            throw new UnreachableException();
        }
        return new Chromium(executable);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _profile.Dispose();
    }

    public void Open(Uri address) => Send("Page.navigate", new { url = address.ToString() });

    /// <summary>Size of the page and whether it is to be dark.</summary>
    public void Show(int width, int height, bool isDark)
    {
        Send("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = width < 600 });
        Send("Emulation.setEmulatedMedia", new
        {
            features = new[] { new { name = "prefers-color-scheme", value = isDark ? "dark" : "light" } },
        });
    }

    /// <summary>Value of an expression of JavaScript, as text.</summary>
    public string Evaluate(string expression)
    {
        var answer = Send("Runtime.evaluate", new { expression = $"String({expression})", awaitPromise = true });
        Assert.IsNull(answer["exceptionDetails"], answer.ToJsonString());
        return (string)answer["result"]!["value"]!;
    }

    /// <summary>Waits until an expression is true.</summary>
    public void WaitFor(string expression)
    {
        for (var watch = Stopwatch.StartNew(); Evaluate(expression) != "true"; Thread.Sleep(100))
        {
            Assert.IsLessThan(
                s_patience, watch.Elapsed,
                $"{expression}: {Evaluate("document.body.innerText")} {string.Join('\n', Errors)}");
        }
    }

    /// <summary>Presses a key on what has the focus.</summary>
    public void Press(string key, int code)
    {
        foreach (string type in (string[])["keyDown", "keyUp"])
            Send("Input.dispatchKeyEvent", new { type, key, code = key, windowsVirtualKeyCode = code });
    }

    /// <summary>The page as a PNG file.</summary>
    public byte[] Screenshot() =>
        Convert.FromBase64String((string)Send("Page.captureScreenshot", new { format = "png" })["data"]!);

    private static void Install()
    {
        using var install = Process.Start(new ProcessStartInfo(
            "sh", ["-c", "apt-get update && apt-get install -y --no-install-recommends chromium"])
        {
            RedirectStandardOutput = true,
        })!;
        install.StandardOutput.ReadToEnd();
        install.WaitForExit();
    }

    private string[] DebuggingPlace()
    {
        string file = _profile["DevToolsActivePort"];
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(50))
        {
            if (File.Exists(file) && File.ReadAllLines(file) is [_, _] lines)
                return lines;
            Assert.IsLessThan(s_patience, watch.Elapsed, "Chromium doesn't start.");
        }
    }

    private JsonNode Send(string method, object? parameters = null)
    {
        int id = ++_lastId;
        byte[] command = JsonSerializer.SerializeToUtf8Bytes(
            new { id, method, @params = parameters ?? new { }, sessionId = _session }, s_format);
        using var patience = new CancellationTokenSource(s_patience);
        _socket.SendAsync(command, WebSocketMessageType.Text, true, patience.Token).Wait();
        while (true)
        {
            var message = JsonNode.Parse(Receive(patience.Token))!;
            if ((int?)message["id"] == id)
                return message["result"] ?? throw new InvalidOperationException(message.ToJsonString());
            Note(message);
        }
    }

    private string Receive(CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = _socket.ReceiveAsync(buffer, cancellation).Result;
            bytes.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private void Note(JsonNode message)
    {
        var parameters = message["params"];
        switch ((string?)message["method"])
        {
            case "Network.requestWillBeSent":
                Requests.Add((string)parameters!["request"]!["url"]!);
                break;
            case "Runtime.exceptionThrown":
            case "Log.entryAdded" when (string?)parameters!["entry"]!["level"] == "error":
            case "Runtime.consoleAPICalled" when (string?)parameters!["type"] == "error":
                Errors.Add(parameters!.ToJsonString());
                break;
        }
    }
}
