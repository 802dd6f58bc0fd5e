using System.Diagnostics;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Mpi;

/// <summary>
/// Two hosts with a cable between them: network namespaces of this machine, joined by a virtual network. Only root can
/// make them, on Linux.
/// </summary>
internal sealed class TwoHosts : IDisposable
{
    private const string Cable = "cable", Subnet = "10.213.7.0/24";

    private static readonly string[] s_addresses = ["10.213.7.1", "10.213.7.2"];

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _names;

    private TwoHosts(string[] names) => _names = names;

    /// <summary>Makes them; the test is left out where that is impossible.</summary>
    public static TwoHosts Create()
    {
        string id = Guid.NewGuid().ToString("N")[..8];
        var hosts = new TwoHosts([$"mlgan-{id}-0", $"mlgan-{id}-1"]);
        string[][] lines =
        [
            .. hosts._names.Select(name => (string[])["netns", "add", name]),
            [
                "link", "add", Cable, "netns", hosts._names[0], "type", "veth", "peer", "name", Cable, "netns",
                hosts._names[1],
            ],
            .. hosts._names.Zip(s_addresses, (name, address) => (string[])
                ["-n", name, "address", "add", $"{address}/24", "dev", Cable]),
            .. hosts._names.Select(name => (string[])["-n", name, "link", "set", "lo", "up"]),
            .. hosts._names.Select(name => (string[])["-n", name, "link", "set", Cable, "up"]),
        ];
        if (lines.All(line => Ip(line)))
            return hosts;
        hosts.Dispose();
        Assert.Inconclusive("Network namespaces can't be made here: that takes Linux, iproute2 and root.");
        return hosts;
    }

    /// <summary>The launcher of Open MPI with one rank on each host, that of rank 0 where it is started.</summary>
    /// <param name="others">Options besides.</param>
    public Launcher Launcher(params string[] others)
    {
        string agent = _folder["agent.sh"];
        // What Open MPI calls as it calls ssh: a host, and a command line for a shell.
        File.WriteAllText(
            agent, $"#!/bin/sh\nshift\nexec ip netns exec {_names[1]} unshare --uts sh -c \"hostname other; $*\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(agent, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return Mpi.Launcher.Of("Open MPI").With(
            ["ip", "netns", "exec", _names[0], "unshare", "--uts", "sh", "-c", "hostname one; exec \"$@\"", "sh"],
            [
                "--host", string.Join(',', s_addresses.Select(address => $"{address}:1")), "--mca", "plm_rsh_agent",
                agent, "--mca", "btl", "self,tcp", "--mca", "btl_tcp_if_include", Subnet, "--mca",
                "oob_tcp_if_include", Subnet, .. others,
            ]);
    }

    /// <summary>Cuts the cable, of which neither host is told.</summary>
    public void Cut() => Assert.IsTrue(Ip("-n", _names[0], "link", "set", Cable, "down"));

    /// <summary>Mends it.</summary>
    public void Mend() => Assert.IsTrue(Ip("-n", _names[0], "link", "set", Cable, "up"));

    public void Dispose()
    {
        foreach (string name in _names)
            Ip("netns", "delete", name);
        _folder.Dispose();
    }

    private static bool Ip(params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ip", words) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
