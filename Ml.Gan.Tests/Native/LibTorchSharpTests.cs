using System.Runtime.InteropServices;
using Ml.Gan.Native;
using Ml.Gan.Tests.Data;
using TorchSharp;

namespace Ml.Gan.Tests.Native;

/// <summary>TorchSharp's own library, as its package has it and as programs get it.</summary>
[TestClass]
public sealed class LibTorchSharpTests
{
    private const string Name = "libLibTorchSharp.so";

    private static readonly string s_original = Path.Combine(
        BuiltFrom.PackageFolder("TorchSharp", typeof(torch).Assembly), "runtimes", "linux-x64", "native", Name);

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Needs_only_the_link_marker_of_a_newer_libstdcpp_and_loads_marked()
    {
        string old = _folder.Write("libstdc++.so.6", ElfBytes.Defining("GLIBCXX_3.4", "CXXABI_1.3"));
        Assert.Contains(
            "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE",
            LibStdCppRequirement.Of(Original(), old).MissingSymbols);

        var requirement = LibStdCppRequirement.Of(s_original, System());
        if (requirement.IsMet)
            Assert.Inconclusive("This system's libstdc++ has all that is needed.");
        Assert.IsEmpty(requirement.MissingSymbols);

        byte[] original = File.ReadAllBytes(s_original), marked = requirement.Marked();
        Assert.HasCount(1, Enumerable.Range(0, original.Length).Where(i => original[i] != marked[i]));
        string copy = _folder["marked.so"];
        LibStdCppRequirement.Write(marked, copy);
        torch.InitializeDeviceType(DeviceType.CPU);
        NativeLibrary.Free(NativeLibrary.Load(copy));
        Assert.IsFalse(NativeLibrary.TryLoad(s_original, out _), "the original would have loaded");
        CollectionAssert.AreEqual(original, File.ReadAllBytes(s_original));
    }

    [TestMethod]
    public void The_build_put_one_here_that_loads()
    {
        string built = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", Name);
        Original();
        Assert.IsTrue(LibStdCppRequirement.Of(built, System()).IsMet);
    }

    private static string Original()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(s_original))
            Assert.Inconclusive($"This is for Linux, and for where there is '{s_original}'.");
        return s_original;
    }

    private static string System() =>
        LibStdCppRequirement.FindLibStdCpp() ?? throw new AssertInconclusiveException("There is no libstdc++ here.");
}
