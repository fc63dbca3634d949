using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using OperandType = System.Reflection.Emit.OperandType;

namespace Omtanke.Tests;

/// <summary>The walls of the house (ARCHITECTURE.md): who may know whom. Read from the compiled program, so nothing slips through a comment or a macro.</summary>
public sealed class HouseRules
{
    /// <summary>Each room and the rooms it may have a door to. Rooms of one storey never know each other; nobody has a door upwards.</summary>
    private static readonly Dictionary<string, string[]> Doors = new(StringComparer.Ordinal)
    {
        ["Content"] = [],
        ["Data"] = [],
        ["Web"] = ["Content", "Data"],
        ["Organisation"] = ["Content", "Web", "Data"],
        ["Security"] = ["Organisation", "Content", "Web", "Data"],
        ["Steps"] = ["Content", "Web"],
        ["Insight"] = ["Security", "Organisation", "Content", "Web", "Data"],
        ["Actions"] = ["Security", "Organisation", "Content", "Web", "Data"],
        ["OwnTools"] = ["Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Conversations"] = ["Insight", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Cases"] = ["Insight", "OwnTools", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Workshops"] = ["Actions", "Insight", "OwnTools", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Assessments"] = ["Actions", "Insight", "OwnTools", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Reflections"] = ["OwnTools", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Policies"] = ["Insight", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Toolbox"] = ["OwnTools", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Learning"] = ["Insight", "OwnTools", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Meetings"] = ["Actions", "OwnTools", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Year"] = ["Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Checks"] = ["Actions", "Insight", "Security", "Organisation", "Content", "Web", "Data"],
        ["MyPage"] = ["Security", "Organisation", "Content", "Web", "Data"],
        ["Administration"] = ["Steps", "Security", "Organisation", "Content", "Web", "Data"],
        ["Demo"] = ["Actions", "Year", "Meetings", "Cases", "Conversations", "Workshops", "Assessments", "Reflections", "Policies", "OwnTools", "Steps", "Security", "Organisation", "Content", "Web", "Data"],
    };

    private static readonly Lazy<IReadOnlyList<(string From, string To)>> Uses = new(ReadUses);

    [Fact]
    public void Every_room_knows_only_rooms_below_it()
    {
        var through = Uses.Value
            .Select(use => (use.From, use.To, Room: RoomOf(use.From), Other: RoomOf(use.To)))
            .Where(use => use.Room is not null && use.Other is not null && use.Room != use.Other && !Doors[use.Room].Contains(use.Other))
            .Select(use => $"{use.From} → {use.To}").Distinct().Order().ToList();
        through.ShouldBeEmpty($"walls were broken through:\n{string.Join('\n', through)}");
    }

    [Fact]
    public void Every_folder_of_the_program_is_a_room_with_a_place_in_the_house()
    {
        var rooms = typeof(House).Assembly.GetTypes().Select(type => type.Namespace).OfType<string>()
            .Where(name => name.StartsWith("Omtanke.", StringComparison.Ordinal)).Select(name => name.Split('.')[1]).Distinct().Order();
        rooms.ShouldBeSubsetOf(Doors.Keys);
    }

    [Fact]
    public void Only_the_gate_makes_a_grant_to_open_text()
    {
        var makers = Uses.Value.Where(use => use.To == "Omtanke.Security.AccessGrant::.ctor").Select(use => use.From).Distinct().Order().ToList();
        makers.ShouldBe(["Omtanke.Security.Gate"]);
    }

    [Fact]
    public void Only_a_grant_turns_sealed_bytes_into_text()
    {
        var openers = Uses.Value.Where(use => use.To == "Omtanke.Security.Cipher::Open").Select(use => use.From).Distinct().ToList();
        openers.ShouldBe(["Omtanke.Security.AccessGrant"]);
    }

    private static string? RoomOf(string type)
    {
        var parts = type.Split("::")[0].Split('.');
        return parts.Length > 2 && Doors.ContainsKey(parts[1]) ? parts[1] : null;
    }

    /// <summary>Every use of one of our types or methods by another of our types: fields, signatures, and each instruction of each method.</summary>
    private static IReadOnlyList<(string From, string To)> ReadUses()
    {
        using var file = new PEReader(File.OpenRead(typeof(House).Assembly.Location));
        var reader = file.GetMetadataReader();
        var uses = new HashSet<(string, string)>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var from = Outermost(reader, handle);
            foreach (var field in type.GetFields())
                Note(reader.GetFieldDefinition(field).DecodeSignature(new Names(), null));
            foreach (var methodHandle in type.GetMethods())
            {
                var method = reader.GetMethodDefinition(methodHandle);
                var signature = method.DecodeSignature(new Names(), null);
                Note([.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(names => names)]);
                if (method.RelativeVirtualAddress != 0)
                    foreach (var token in Tokens(file.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
                        Note(Targets(reader, token));
            }

            void Note(IEnumerable<string> targets)
            {
                foreach (var target in targets.Where(target => target.StartsWith("Omtanke.", StringComparison.Ordinal)))
                    uses.Add((from, target));
            }
        }
        return [.. uses];
    }

    private static IEnumerable<string> Targets(MetadataReader reader, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return [Outermost(reader, (TypeDefinitionHandle)handle)];
            case HandleKind.TypeSpecification:
                return reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(new Names(), null);
            case HandleKind.MethodDefinition:
                var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                var owner = Outermost(reader, method.GetDeclaringType());
                return [owner, $"{owner}::{reader.GetString(method.Name)}"];
            case HandleKind.FieldDefinition:
                return [Outermost(reader, reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType())];
            case HandleKind.MethodSpecification:
                var specification = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                return [.. Targets(reader, specification.Method), .. specification.DecodeSignature(new Names(), null).SelectMany(names => names)];
            case HandleKind.MemberReference:
                return Targets(reader, reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
            default:
                return [];
        }
    }

    private static string Outermost(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    /// <summary>The metadata tokens that a method's instructions name.</summary>
    private static IEnumerable<EntityHandle> Tokens(BlobReader il)
    {
        var tokens = new List<EntityHandle>();
        while (il.RemainingBytes > 0)
        {
            var code = il.ReadByte();
            var operand = code == 0xFE ? Codes.Long[il.ReadByte()] : Codes.Short[code];
            switch (operand)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    tokens.Add(MetadataTokens.EntityHandle(il.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var ways = il.ReadInt32();
                    il.Offset += ways * 4;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    il.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    il.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    il.Offset += 8;
                    break;
                default:
                    il.Offset += 4;
                    break;
            }
        }
        return tokens;
    }

    private static class Codes
    {
        public static readonly Dictionary<int, OperandType> Short = All(code => code.Size == 1);
        public static readonly Dictionary<int, OperandType> Long = All(code => code.Size == 2);

        private static Dictionary<int, OperandType> All(Func<System.Reflection.Emit.OpCode, bool> which) =>
            typeof(System.Reflection.Emit.OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (System.Reflection.Emit.OpCode)field.GetValue(null)!)
                .Where(which).ToDictionary(code => code.Value & 0xFF, code => code.OperandType);
    }

    /// <summary>Spells a signature as the names of our types in it.</summary>
    private sealed class Names : ISignatureTypeProvider<ImmutableArray<string>, object?>
    {
        public ImmutableArray<string> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [Outermost(reader, handle)];
        public ImmutableArray<string> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [];
        public ImmutableArray<string> GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
        public ImmutableArray<string> GetGenericInstantiation(ImmutableArray<string> genericType, ImmutableArray<ImmutableArray<string>> typeArguments) =>
            [.. genericType, .. typeArguments.SelectMany(names => names)];
        public ImmutableArray<string> GetFunctionPointerType(MethodSignature<ImmutableArray<string>> signature) => signature.ReturnType;
        public ImmutableArray<string> GetModifiedType(ImmutableArray<string> modifier, ImmutableArray<string> unmodifiedType, bool isRequired) => unmodifiedType;
        public ImmutableArray<string> GetArrayType(ImmutableArray<string> elementType, ArrayShape shape) => elementType;
        public ImmutableArray<string> GetByReferenceType(ImmutableArray<string> elementType) => elementType;
        public ImmutableArray<string> GetPinnedType(ImmutableArray<string> elementType) => elementType;
        public ImmutableArray<string> GetPointerType(ImmutableArray<string> elementType) => elementType;
        public ImmutableArray<string> GetSZArrayType(ImmutableArray<string> elementType) => elementType;
        public ImmutableArray<string> GetGenericMethodParameter(object? genericContext, int index) => [];
        public ImmutableArray<string> GetGenericTypeParameter(object? genericContext, int index) => [];
        public ImmutableArray<string> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];
    }
}
