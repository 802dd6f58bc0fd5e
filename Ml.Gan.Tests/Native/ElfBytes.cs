using System.Text;

namespace Ml.Gan.Tests.Native;

/// <summary>ELF64 shared libraries with nothing but symbol versions, written by hand.</summary>
internal sealed class ElfBytes
{
    private const int HeaderSize = 64, SectionHeaderSize = 64;
    private const uint StrTab = 3, DynSym = 11, VerDef = 0x6ffffffd, VerNeed = 0x6ffffffe, VerSym = 0x6fffffff;

    private readonly MemoryStream _strings = new();
    private readonly List<(uint Type, byte[] Content, uint Link, uint Info)> _sections = [];

    private ElfBytes() => _strings.WriteByte(0);

    /// <summary>A library that defines versions.</summary>
    public static byte[] Defining(params string[] versions)
    {
        var elf = new ElfBytes();
        elf.AddDefinitions(versions);
        return elf.Write();
    }

    /// <summary>
    /// A library that needs versions of others, each with the undefined symbols that are bound to it.
    /// </summary>
    public static byte[] Needing(string library, params (string Version, string[] Symbols)[] versions)
    {
        var elf = new ElfBytes();
        elf.AddNeeds(library, versions);
        return elf.Write();
    }

    private byte[] Write()
    {
        _sections.Insert(0, (StrTab, _strings.ToArray(), 0, 0));

        var file = new MemoryStream();
        file.Write(new byte[HeaderSize]);
        var headers = new MemoryStream();
        headers.Write(new byte[SectionHeaderSize]);
        foreach (var (type, content, link, info) in _sections)
        {
            headers.Write(Numbers(0u, type, 0ul, 0ul, (ulong)file.Length, (ulong)content.Length, link, info, 1ul, 0ul));
            file.Write(content);
        }
        long table = file.Length;
        headers.WriteTo(file);
        byte[] bytes = file.ToArray();
        byte[] identification = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identification.CopyTo(bytes, 0);
        Numbers((ulong)table).CopyTo(bytes, 40);
        Numbers((ushort)SectionHeaderSize, (ushort)(1 + _sections.Count)).CopyTo(bytes, 58);
        return bytes;
    }

    private void AddDefinitions(string[] versions)
    {
        byte[][] definitions = [.. versions.Select((version, i) => Numbers(
            (ushort)1, (ushort)0, (ushort)(i + 1), (ushort)1, 0u, 20u, i < versions.Length - 1 ? 28u : 0u,
            String(version), 0u))];
        _sections.Add((VerDef, [.. definitions.SelectMany(bytes => bytes)], 1, (uint)versions.Length));
    }

    private void AddNeeds(string library, (string Version, string[] Symbols)[] versions)
    {
        const int FirstIndex = 2;
        byte[] need = Numbers((ushort)1, (ushort)versions.Length, String(library), 16u, 0u);
        byte[][] auxiliaries = [.. versions.Select((version, i) => Numbers(
            0u, (ushort)0, (ushort)(FirstIndex + i), String(version.Version), i < versions.Length - 1 ? 16u : 0u))];
        var symbols = versions
            .SelectMany((version, i) => version.Symbols.Select(symbol => (symbol, Index: (ushort)(FirstIndex + i))))
            .ToList();
        byte[][] table =
        [
            new byte[24],
            .. symbols.Select(symbol => Numbers(String(symbol.symbol), (ushort)0x12, (ushort)0, 0ul, 0ul)),
        ];
        byte[][] indices = [new byte[2], .. symbols.Select(symbol => Numbers(symbol.Index))];
        _sections.Add((DynSym, [.. table.SelectMany(bytes => bytes)], 1, 1));
        _sections.Add((VerSym, [.. indices.SelectMany(bytes => bytes)], 2, 0));
        _sections.Add((VerNeed, [.. need, .. auxiliaries.SelectMany(bytes => bytes)], 1, 1));
    }

    private uint String(string text)
    {
        uint index = (uint)_strings.Length;
        _strings.Write(Encoding.UTF8.GetBytes(text + "\0"));
        return index;
    }

    /// <summary>Little-endian numbers of 2, 4 or 8 bytes, as their types are.</summary>
    private static byte[] Numbers(params object[] numbers) => [.. numbers.SelectMany(number => number switch
    {
        ushort value => BitConverter.GetBytes(value),
        uint value => BitConverter.GetBytes(value),
        ulong value => BitConverter.GetBytes(value),
        _ => throw new ArgumentException($"{number.GetType()} has no place in an ELF file."),
    })];
}
