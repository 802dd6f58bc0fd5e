using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace Ml.Gan.Tests.Native;

/// <summary>
/// What the oneDNN inside libtorch knows of the processor's caches. A processor that reports caches of size 0, as
/// virtual machines' may, is made by writing zeros over the sizes that oneDNN has read: found by its symbol, and
/// recognized by the sizes that the system tells.
/// </summary>
internal static class OneDnnCaches
{
    private const string Symbol = "_ZZN4dnnl4impl3cpu3x643cpuEvE4cpu_";
    private const int ObjectSize = 256;

    /// <summary>Hides the caches from the rest of the process; false where they aren't found.</summary>
    public static bool TryHide()
    {
        int[] sizes = [.. SystemSizes()];
        if (sizes.Length < 2)
            return false;
        // oneDNN reads the processor when it is first used.
        torch.nn.functional.conv2d(torch.zeros(1, 3, 8, 8), torch.zeros(16, 3, 3, 3)).Dispose();
        if (File.ReadLines("/proc/self/maps")
                .FirstOrDefault(line => line.EndsWith("libtorch_cpu.so", StringComparison.Ordinal)) is not { } map
            || FindSymbol(map[map.IndexOf('/')..]) is not { } offset)
            return false;
        nint address = (nint)long.Parse(map[..map.IndexOf('-')], NumberStyles.HexNumber) + (nint)offset;
        for (int at = 0; at < ObjectSize; at += sizeof(int))
        {
            if (!sizes.Where((size, i) => Marshal.ReadInt32(address + at + i * sizeof(int)) != size).Any())
            {
                for (int i = 0; i < sizes.Length; i++)
                    Marshal.WriteInt32(address + at + i * sizeof(int), 0);
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Bytes of the data caches, the smallest first, as Linux tells them; nothing where they are hidden already.
    /// </summary>
    private static IEnumerable<int> SystemSizes()
    {
        for (int i = 0; Directory.Exists($"/sys/devices/system/cpu/cpu0/cache/index{i}"); i++)
        {
            string Read(string name) => File.ReadAllText($"/sys/devices/system/cpu/cpu0/cache/index{i}/{name}").Trim();
            if (Read("type") != "Instruction")
                yield return int.Parse(Read("size").TrimEnd('K'), CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Value of a local symbol of an ELF64 file.</summary>
    private static ulong? FindSymbol(string path)
    {
        using var file = File.OpenRead(path);
        byte[] Read(ulong offset, ulong length)
        {
            byte[] bytes = new byte[length];
            file.Position = (long)offset;
            file.ReadExactly(bytes);
            return bytes;
        }
        ulong Long(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
        uint Int(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

        const int SectionSize = 64, SymbolSize = 24, SymbolTable = 2;
        byte[] header = Read(0, 64);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(0x3c));
        byte[] sections = Read(Long(header, 0x28), (ulong)(count * SectionSize));
        byte[] Content(int section) => Read(
            Long(sections, section * SectionSize + 0x18), Long(sections, section * SectionSize + 0x20));
        for (int i = 0; i < count; i++)
        {
            if (Int(sections, i * SectionSize + 4) != SymbolTable)
                continue;
            byte[] symbols = Content(i), names = Content((int)Int(sections, i * SectionSize + 0x28));
            int name = names.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\0{Symbol}\0")) + 1;
            for (int at = 0; name > 0 && at < symbols.Length; at += SymbolSize)
            {
                if (Int(symbols, at) == name)
                    return Long(symbols, at + 8);
            }
        }
        return null;
    }
}
