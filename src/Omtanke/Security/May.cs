using Microsoft.AspNetCore.Http.Metadata;

namespace Omtanke.Security;

/// <summary>What an endpoint does, to which kind of information. Every endpoint says so; one that does not keeps the product from starting.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Kind">To what kind.</param>
/// <param name="Record">The type of the record named by the route value <c>id</c>; null when no record is in question.</param>
public sealed record May(Operation Operation, Kind Kind, Type? Record = null)
{
    /// <summary>What is asked while it is still being asked who comes, in the same round trip: the record, where one is in question. It sees what whoever comes may see.</summary>
    internal Func<HttpContext, Task>? Ahead { get; init; }
}

/// <summary>Marks an endpoint that a page calls by itself (polling): it does not count as somebody being there.</summary>
public sealed record Passive;

/// <summary>How an endpoint states what it does. Forms carry no token: <see cref="Web.Manners"/> refuses what another site caused, for every kind of body.</summary>
public static class MayEndpoints
{
    /// <summary>States the operation, where no record is in question.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="operation">What it does.</param>
    /// <param name="kind">To what kind.</param>
    /// <param name="ahead">What may be asked in the same round trip as who comes, whatever is decided after.</param>
    public static RouteHandlerBuilder May(this RouteHandlerBuilder endpoint, Operation operation, Kind kind, Func<HttpContext, Task>? ahead = null) =>
        endpoint.DisableAntiforgery().WithMetadata(new May(operation, kind) { Ahead = ahead })
            .AddEndpointFilter(static (context, next) => context.HttpContext.RequestServices.GetRequiredService<Gate>().Guard(context, next));

    /// <summary>
    /// States the operation on the record that the route value <c>id</c> names. The handler runs only after <see cref="Access.Decide"/> said yes,
    /// inside a transaction that works for the visitor, and may take the <see cref="AccessGrant"/> by <see cref="Gate.Grant"/>.
    /// </summary>
    public static RouteHandlerBuilder May<TRecord>(this RouteHandlerBuilder endpoint, Operation operation, Kind kind) where TRecord : class =>
        endpoint.DisableAntiforgery().WithMetadata(new May(operation, kind, typeof(TRecord)) { Ahead = static http => http.RequestServices.GetRequiredService<IRecords<TRecord>>().Ahead(Gate.IdOf(http)) })
            .AddEndpointFilter(static (context, next) => context.HttpContext.RequestServices.GetRequiredService<Gate>().Guard<TRecord>(context, next));

    /// <summary>
    /// The endpoint is for whoever has joined the record that the route value <c>id</c> names, with or without an account.
    /// The handler runs inside a transaction that works for that one record, and may take the <see cref="Guest"/>.
    /// </summary>
    public static RouteHandlerBuilder MayTakePart<TRecord>(this RouteHandlerBuilder endpoint, Kind kind = Kind.Workshop) where TRecord : class =>
        endpoint.DisableAntiforgery().WithMetadata(new May(Operation.TakePart, kind, typeof(TRecord)))
            .AddEndpointFilter(static (context, next) => context.HttpContext.RequestServices.GetRequiredService<Gate>().GuardGuest<TRecord>(context, next));

    /// <summary>Called by the page itself, not by a person: keeps nobody's sign-in fresh.</summary>
    public static RouteHandlerBuilder Passive(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new Passive());

    /// <summary>The endpoints that state nothing. The start refuses when there is one.</summary>
    public static IReadOnlyList<string> WithoutMay(this EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<May>() is null).Select(endpoint => endpoint.DisplayName ?? "?")];
}
